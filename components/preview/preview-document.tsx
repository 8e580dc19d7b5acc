import { useState } from 'preact/hooks';
import type { LogParams } from '../../lib/domain/log-row';
import type { PreviewDocument } from '../../lib/domain/preview';
import type { I18n } from '../../lib/i18n/i18n';
import { heldReason } from '../lists/held-reason';
import { paramPairs } from '../log/params';
import { cleanText } from '../primitives/clean-text';
import { DocumentLines } from './document-lines';
import { plainAmount } from './document-text';

interface ItemProps {
  document: PreviewDocument;
  /** As a property, so that it is not drawn again with every change of the page. */
  i18n: I18n;
}

/** One work order: what would become of it in a line, and the document itself unfolded. */
export function PreviewDocumentItem({ document, i18n }: ItemProps) {
  const { format } = i18n;
  const [open, setOpen] = useState(false);
  const { result, code, total } = document;
  return (
    <details
      class={`document document-${result}`}
      data-testid="preview-document"
      data-record={document.record}
      data-result={result}
      data-code={code ?? ''}
      data-total={plainAmount(total)}
      data-year={document.year}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span class="document-head">
          <span class="document-name">
            <span class="strong">{numberOf(document)}</span> {cleanText(document.name, 120)}
          </span>
          <span class="document-total">{total === null ? '' : format.amount(total)}</span>
        </span>
        <span class="document-word">
          {resultWord(document, i18n)}
          {document.notes.map((note) => ` · ${findingWords(note.code, i18n).title}`)}
        </span>
      </summary>
      {open && <DocumentBody document={document} i18n={i18n} />}
    </details>
  );
}

/** What would happen, and why; a reason that begins with the same word says both. */
function resultWord({ result, code }: PreviewDocument, { t, headline }: I18n): string {
  const word = t(`documents.result.${result}`);
  if (code === null) return word;
  if (code === 'WAITS_FOR_HAND') return t(heldReason(code));
  if (result === 'hold') return `${word}: ${t(heldReason(code))}`;
  const reason = headline(code);
  return reason.toLowerCase().startsWith(word) ? reason : `${word}: ${reason}`;
}

function numberOf({ orderNr, record }: PreviewDocument): string {
  return cleanText(orderNr === '' ? record.slice(record.indexOf(':') + 1) : orderNr, 60);
}

function DocumentBody({ document, i18n }: ItemProps) {
  const { code, params, notes, lines } = document;
  return (
    <div class="document-body">
      {code !== null && <Finding code={code} params={params} i18n={i18n} />}
      {notes.map((note) => (
        <Finding key={`${note.code} ${JSON.stringify(note.params)}`} {...note} i18n={i18n} />
      ))}
      {lines.length > 0 && <Facts document={document} i18n={i18n} />}
      {lines.length > 0 && (
        <DocumentLines lines={lines} kind={document.kind} number={numberOf(document)} i18n={i18n} />
      )}
    </div>
  );
}

interface FindingProps {
  code: string;
  params: LogParams;
  i18n: I18n;
}

function Finding({ code, params, i18n }: FindingProps) {
  const facts = paramPairs(params, i18n).map(({ label, value }) => `${label}: ${value}`);
  const { title, text } = findingWords(code, i18n);
  return (
    <div class="preview-reason" data-testid="document-note" data-code={code}>
      <p>
        <span class="strong">{title}</span>
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </p>
      <p class="muted">{text}</p>
    </div>
  );
}

/** A preview makes nothing: what the log tells as done is still to come here. */
function findingWords(code: string, { t, headline, explain }: I18n): { title: string; text: string } {
  switch (code) {
    case 'RELATION_CREATED':
      return { title: t('documents.create.relation'), text: t('documents.create.text') };
    case 'ARTICLE_CREATED':
      return { title: t('documents.create.article'), text: t('documents.create.text') };
    default:
      return { title: headline(code), text: explain(code) };
  }
}

function Facts({ document, i18n }: ItemProps) {
  const { t, format } = i18n;
  const { kind, total } = document;
  const facts = [
    [t('documents.kind'), t(`documents.kind.${kind}`)],
    [t('documents.debtor'), cleanText(document.debtor, 60)],
    [t('documents.date'), format.day(document.date)],
    [t('documents.year'), cleanText(document.year, 20)],
    [t('documents.total'), total === null ? '' : format.amount(total)],
    [t('documents.vat'), vatWord(document, i18n)],
  ].filter(([, value]) => value !== '');
  return (
    <dl class="facts">
      {facts.flatMap(([label, value]) => [
        <dt key={`${label} name`}>{label}</dt>,
        <dd key={`${label} value`}>{value}</dd>,
      ])}
    </dl>
  );
}

function vatWord({ vat, total }: PreviewDocument, { t, format }: I18n): string {
  if (vat !== null) return format.amount(vat);
  return total === null ? '' : t('documents.vatLater');
}
