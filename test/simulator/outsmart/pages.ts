import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ExchangeEnv } from '../http/exchange';
import type { WorkOrder } from './work-order';

/** A stand-in for OutSmart's own screens, so that the side panel has a page to stand next to. */

type Page = HtmlEscapedString | Promise<HtmlEscapedString>;
type Answer = Response | Promise<Response>;

export function workOrderListPage(c: Context<ExchangeEnv>): Answer {
  const workOrders = [...c.env.world.outsmart.workOrders.values()].toReversed();
  const content = html` <h1>Werkbonnen <small>${workOrders.length}</small></h1>
    <table>
      <thead>
        <tr>
          <th>Werkbon</th>
          <th>Datum</th>
          <th>Relatie</th>
          <th>Soort werk</th>
          <th>Status</th>
        </tr>
      </thead>
      <tbody>
        ${workOrders.map(listRow)}
      </tbody>
    </table>`;
  return c.html(layout('Werkbonnen', content));
}

function listRow(workOrder: WorkOrder): Page {
  return html`<tr data-work-order="${workOrder.id}">
    <td><a href="/next/crm/work-orders/${workOrder.id}/">${workOrder.OrderNr}</a></td>
    <td>${workOrder.WorkDate}</td>
    <td>${workOrder.CustomerName}</td>
    <td>${workOrder.TypeOfWork}</td>
    <td>${statusBadge(workOrder)}</td>
  </tr>`;
}

function statusBadge({ status, Archived }: WorkOrder): Page {
  return html`<span class="status ${status.toLowerCase()}" data-status="${status}">${status}</span
    >${Archived === '1' ? html` <small>gearchiveerd</small>` : ''}`;
}

export function workOrderDetailPage(c: Context<ExchangeEnv>): Answer {
  const workOrder = c.env.world.outsmart.workOrders.get(c.req.param('id') ?? '');
  if (workOrder === undefined)
    return c.html(layout('Niet gevonden', html`<h1>Werkbon niet gevonden</h1>`), 404);
  return c.html(layout(workOrder.OrderNr ?? workOrder.id, detail(workOrder)));
}

function detail(workOrder: WorkOrder): Page {
  return html` <p><a href="/next/crm/work-orders/">← Werkbonnen</a></p>
    <h1>${workOrder.OrderNr} ${statusBadge(workOrder)}</h1>
    <dl>
      <dt>Relatie</dt>
      <dd>${workOrder.CustomerName} (${workOrder.CustomerDebtorNr})</dd>
      <dt>Adres</dt>
      <dd>
        ${workOrder.CustomerStreet} ${workOrder.CustomerStreetNo}, ${workOrder.CustomerZIP}
        ${workOrder.CustomerCity}
      </dd>
      <dt>Datum</dt>
      <dd>${workOrder.WorkDate} ${workOrder.WorkTime}</dd>
      <dt>Soort werk</dt>
      <dd>${workOrder.TypeOfWork}</dd>
      <dt>Omschrijving</dt>
      <dd>${workOrder.WorkDescription}</dd>
    </dl>
    <h2>Uren</h2>
    <table>
      <thead>
        <tr>
          <th>Datum</th>
          <th>Van</th>
          <th>Tot</th>
          <th>Uursoort</th>
          <th>Medewerker</th>
          <th>Tijd</th>
        </tr>
      </thead>
      <tbody>
        ${workOrder.Workperiods.map(
          (period) =>
            html`<tr>
              <td>${period.WorkDate}</td>
              <td>${period.BeginTime}</td>
              <td>${period.EndTime}</td>
              <td>${period.HourType}</td>
              <td>${period.EmployeeNr}</td>
              <td>${period.TotalTime}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h2>Materialen</h2>
    <table>
      <thead>
        <tr>
          <th>Code</th>
          <th>Omschrijving</th>
          <th class="number">Aantal</th>
          <th class="number">Prijs</th>
          <th class="number">Totaal</th>
        </tr>
      </thead>
      <tbody>
        ${workOrder.Materials.map(
          (line) =>
            html`<tr>
              <td>${line.MaterialCode}</td>
              <td>${line.MaterialName}</td>
              <td class="number">${line.MaterialNr}</td>
              <td class="number">${line.MaterialPrice}</td>
              <td class="number">${line.MaterialTotalPrice}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function layout(title: string, content: Page): Page {
  return html`<!DOCTYPE html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} – OutSmart</title>
        <style>
          body {
            margin: 0;
            font:
              15px/1.5 system-ui,
              sans-serif;
            color: #1c2b33;
            background: #f4f6f5;
          }
          header {
            padding: 0.75rem 2rem;
            color: #fff;
            background: #10403b;
            font-weight: 600;
          }
          main {
            max-width: 60rem;
            margin: 1.5rem auto;
            padding: 1.5rem 2rem;
            background: #fff;
            border-radius: 8px;
            box-shadow: 0 1px 4px #10403b22;
          }
          h1 {
            margin-top: 0;
            font-size: 1.4rem;
          }
          h2 {
            font-size: 1.05rem;
          }
          small {
            color: #5b6b72;
            font-weight: 400;
          }
          table {
            width: 100%;
            border-collapse: collapse;
          }
          th,
          td {
            padding: 0.45rem 0.6rem;
            text-align: left;
            border-bottom: 1px solid #e1e7e5;
          }
          th {
            color: #5b6b72;
            font-weight: 500;
          }
          .number {
            text-align: right;
            font-variant-numeric: tabular-nums;
          }
          dl {
            display: grid;
            grid-template-columns: max-content 1fr;
            gap: 0.25rem 1.5rem;
          }
          dt {
            color: #5b6b72;
          }
          dd {
            margin: 0;
          }
          a {
            color: #0d6b5f;
          }
          .status {
            padding: 0.1rem 0.6rem;
            font-size: 0.85rem;
            border-radius: 99px;
            background: #e1e7e5;
          }
          .compleet {
            color: #7a4b00;
            background: #ffe9c2;
          }
          .afgehandeld {
            color: #0b5232;
            background: #cdeedd;
          }
        </style>
      </head>
      <body>
        <header>OutSmart</header>
        <main>${content}</main>
      </body>
    </html>`;
}
