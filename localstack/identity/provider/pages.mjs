// The pages of signing in. Plain forms that work without scripts, in the four languages of the system.
import { readFileSync } from 'node:fs';

const texts = JSON.parse(readFileSync(new URL('./texts.json', import.meta.url)));
const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

// passwordPage asks for name and password, and lists who can sign in here. error is a key of texts.
export function passwordPage(uid, wanted, people, error) {
  const { language, text } = pick(wanted);
  return page(language, text, error, text.signIn, `
    <form method="post" action="/interaction/${uid}/password">
      <label for="user">${text.user}</label>
      <input id="user" name="user" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus${wrong(error)}>
      <label for="password">${text.password}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required${wrong(error)}>
      <button>${text.goOn}</button>
    </form>
    <details><summary>${text.who}</summary><table aria-label="${text.who}">${people.map(row).join('')}</table></details>`);
}

// codePage asks for the one-time code and shows it, because nobody's telephone rings locally.
export function codePage(uid, wanted, code, error) {
  const { language, text } = pick(wanted);
  return page(language, text, error, text.secondStep, `
    <p>${text.codeHint} <strong id="shown-code">${code}</strong></p>
    <form method="post" action="/interaction/${uid}/code">
      <label for="code">${text.code}</label>
      <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus${wrong(error)}>
      <button>${text.signIn}</button>
    </form>`);
}

// gonePage says that this sign-in has to be started anew.
export function gonePage(wanted) {
  const { language, text } = pick(wanted);
  return page(language, text, 'gone', text.signIn, '');
}

// signOutPage asks once more, as the protocol wants; with scripts it answers itself. form is the library's, without a button.
export function signOutPage(wanted, form) {
  const { language, text } = pick(wanted);
  return page(language, text, undefined, text.signOut, `
    ${form}
    <p>${text.signOutHint}</p>
    <input type="hidden" name="logout" value="yes" form="op.logoutForm">
    <button form="op.logoutForm">${text.signOut}</button>
    <script>document.forms[0].submit()</script>`);
}

// signedOutPage ends a sign-out that no site waits for.
export function signedOutPage(wanted) {
  const { language, text } = pick(wanted);
  return page(language, text, undefined, text.signOut, `<p>${text.signedOut}</p>`);
}

// brokenPage answers a request that no site should have made. What was wrong with it stands in the log.
export function brokenPage(wanted) {
  const { language, text } = pick(wanted);
  return page(language, text, 'broken', text.signIn, '');
}

function wrong(error) {
  return error ? ' aria-invalid="true" aria-describedby="wrong"' : '';
}

function page(language, text, error, title, body) {
  const alert = error ? `<p class="error" id="wrong" role="alert">${text[error]}</p>` : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · ${text.system}</title>
    <style>${style}</style></head><body><main><p class="system">${text.system}</p><h1>${title}</h1>
    ${alert}${body}<p class="note">${text.localOnly}</p></main></body></html>`;
}

function row({ user, name, roles, authority }) {
  return `<tr><th scope="row">${user}</th><td>${name}</td><td>${roles.join(', ')}${authority ? ` (${authority})` : ''}</td></tr>`;
}

// pick takes ui_locales ("az en") or an Accept-Language header; English when neither names one of ours.
function pick(wanted = '') {
  const language = wanted.toLowerCase().split(/[\s,]+/).map((tag) => tag.slice(0, 2)).find((tag) => texts[tag]) ?? 'en';
  return { language, text: texts[language] };
}
