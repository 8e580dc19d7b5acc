import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

const SCOPE_NAMES: Readonly<Record<string, string>> = {
  readaccountviewdata: 'Gegevens in AccountView lezen',
  updateaccountviewdata: 'Gegevens in AccountView toevoegen en wijzigen',
  deleteaccountviewdata: 'Gegevens in AccountView verwijderen',
};

export function signInPage(problem?: string, username = ''): Page {
  return layout(
    'Inloggen',
    html`
      ${problem === undefined ? '' : html`<p class="problem" id="sign-in-problem" role="alert">${problem}</p>`}
      <form method="post">
        <label
          >Gebruikersnaam
          <input id="username" name="username" autocomplete="username" value="${username}" required autofocus
        /></label>
        <label
          >Wachtwoord
          <input id="password" name="password" type="password" autocomplete="current-password" required
        /></label>
        <button id="sign-in">Inloggen</button>
      </form>
    `,
  );
}

/** A toy: the consent form carries the sign-in along instead of a session. */
export function consentPage({
  username,
  password,
  scopes,
}: {
  username: string;
  password: string;
  scopes: readonly string[];
}): Page {
  return layout(
    'Toestemming',
    html`
      <p>Aangemeld als <strong>${username}</strong>. Deze toepassing vraagt toestemming voor:</p>
      <ul>
        ${scopes.map((scope) => html`<li>${SCOPE_NAMES[scope] ?? scope}</li>`)}
      </ul>
      <form method="post">
        <input type="hidden" name="username" value="${username}" />
        <input type="hidden" name="password" value="${password}" />
        <button id="allow" name="decision" value="allow">Toestaan</button>
        <button id="deny" name="decision" value="deny" class="quiet">Weigeren</button>
      </form>
    `,
  );
}

export function refusalPage(problem: string): Page {
  return layout('Aanmelden niet mogelijk', html`<p class="problem" role="alert">${problem}</p>`);
}

function layout(title: string, content: Page): Page {
  return html`<!DOCTYPE html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} – AccountView.net</title>
        <style>
          body {
            margin: 0;
            font:
              16px/1.5 system-ui,
              sans-serif;
            background: #eef2f6;
            color: #16283a;
          }
          main {
            max-width: 22rem;
            margin: 4rem auto;
            padding: 2rem;
            background: #fff;
            border-radius: 8px;
            box-shadow: 0 1px 6px #16283a22;
          }
          h1 {
            margin: 0 0 1rem;
            font-size: 1.25rem;
          }
          label {
            display: block;
            margin-bottom: 1rem;
          }
          input {
            display: block;
            box-sizing: border-box;
            width: 100%;
            padding: 0.5rem;
            font: inherit;
            border: 1px solid #8497a8;
            border-radius: 4px;
          }
          button {
            padding: 0.5rem 1.25rem;
            font: inherit;
            color: #fff;
            background: #0b5ea8;
            border: 1px solid #0b5ea8;
            border-radius: 4px;
            cursor: pointer;
          }
          .quiet {
            color: #0b5ea8;
            background: #fff;
          }
          .problem {
            padding: 0.75rem;
            color: #7a1420;
            background: #fdecee;
            border-radius: 4px;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}
