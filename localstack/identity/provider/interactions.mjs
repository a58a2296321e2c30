// The two steps of signing in: name and password, then a one-time code.
import { randomInt } from 'node:crypto';
import { codePage, gonePage, passwordPage } from './pages.mjs';

const TRIES = 5; // wrong codes before the sign-in starts anew

// interactions returns a handler that answers /interaction/… and says whether it did.
export function interactions(provider, people, password) {
  const codes = new Map(); // interaction uid → { user, code, tries }
  return async (request, response) => {
    const [, uid, act] = request.url.match(/^\/interaction\/([\w-]+)(?:\/(\w+))?$/) ?? [];
    if (!uid) return false;
    try {
      await step({ provider, people, password, codes, request, response, uid, act });
    } catch (error) {
      codes.delete(uid);
      send(response, 400, gonePage(request.headers['accept-language']));
      console.error(`interaction ${uid}: ${error.message}`);
    }
    return true;
  };
}

async function step(at) {
  const { params } = await at.provider.interactionDetails(at.request, at.response);
  const language = params.ui_locales ?? at.request.headers['accept-language'];
  if (at.request.method !== 'POST') return send(at.response, 200, passwordPage(at.uid, language, [...at.people.values()]));
  const form = await readForm(at.request);
  return at.act === 'code' ? checkCode(at, form, language) : checkPassword(at, form, language);
}

function checkPassword(at, form, language) {
  const person = at.people.get((form.get('user') ?? '').trim().toLowerCase());
  if (!person || form.get('password') !== at.password) {
    return send(at.response, 401, passwordPage(at.uid, language, [...at.people.values()], 'wrongPassword'));
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  at.codes.set(at.uid, { person, code, tries: TRIES });
  return send(at.response, 200, codePage(at.uid, language, code));
}

function checkCode(at, form, language) {
  const waiting = at.codes.get(at.uid);
  if (!waiting || waiting.tries-- < 1) throw new Error('no code is waited for');
  if (form.get('code')?.replaceAll(' ', '') !== waiting.code) {
    return send(at.response, 401, codePage(at.uid, language, waiting.code, 'wrongCode'));
  }
  at.codes.delete(at.uid);
  const login = { accountId: waiting.person.sub, amr: ['pwd', 'otp'], remember: false };
  return at.provider.interactionFinished(at.request, at.response, { login }, { mergeWithLastSubmission: false });
}

const FORM_LIMIT = 10_000; // bytes

async function readForm(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > FORM_LIMIT) throw new Error('form too large');
  }
  return new URLSearchParams(body);
}

function send(response, status, page) {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store',
    'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer' });
  response.end(page);
}
