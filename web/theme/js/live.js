// Keeps the status page fresh while somebody looks at it: the same page is fetched again, its content put in the place of the
// old one, and what has changed read out. Without this script the page has a link that does the same.

const EVERY = 15_000; // milliseconds between two looks
const MOST = 300_000; // after failures the pause doubles, up to this

const said = document.createElement("p");
said.className = "govuk-visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

let pause = EVERY;
let due = 0;
let timer;
let asking = false;
let released = Promise.resolve(); // no button or finger is down: what goes away under a press is never clicked

const marker = (page) => page.querySelector("[data-live]");
const facts = (page) => new Map([...page.querySelectorAll("[data-fact]")].map((fact) => [fact.dataset.fact, fact.textContent]));

start();
document.addEventListener("visibilitychange", plan);
addEventListener("online", () => look());
addEventListener("pointerdown", () => {
  released = new Promise((go) => {
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(go), { once: true });
  });
});

// start shows that the page renews itself, and plans the next look. A page without the marker will not change any more.
function start() {
  const note = document.querySelector("[data-live-note]");
  if (note) note.hidden = false;
  due = Date.now() + pause;
  plan();
}

function plan() {
  clearTimeout(timer);
  if (document.visibilityState !== "visible" || !marker(document)) return;
  timer = setTimeout(look, Math.max(0, due - Date.now()));
}

async function look() {
  if (asking || document.visibilityState !== "visible" || !marker(document)) return;
  asking = true;
  try {
    const answer = await fetch(location.href.split("#")[0], { headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.reload(); // signed out: to the issuer a page goes, no script
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    await released;
    swap(fresh);
    pause = EVERY;
  } catch {
    pause = Math.min(2 * pause, MOST);
    tell(marker(document)?.dataset.lost);
  } finally {
    asking = false;
  }
  start();
}

// swap leaves what the reader has opened open, and the keyboard where it was.
function swap(fresh) {
  const before = facts(document);
  const changed = [...facts(fresh)].filter(([key, text]) => before.get(key) !== text).map(([, text]) => text);
  const prefix = marker(document).dataset.changed;
  const main = document.getElementById("main");
  const opened = [...main.querySelectorAll("details")].map((details) => details.open);
  const at = main.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  main.replaceChildren(...document.adoptNode(fresh.getElementById("main")).childNodes);
  main.querySelectorAll("details").forEach((details, index) => (details.open = opened[index] ?? false));
  if (at) [...main.querySelectorAll("a[href], summary, [tabindex]")].find((one) => placeOf(one) === at)?.focus({ preventScroll: true });
  tell(changed.length ? `${prefix} ${changed.join(". ")}` : "");
}

const placeOf = (one) => `${one.localName} ${one.getAttribute("href") ?? one.getAttribute("aria-labelledby") ?? one.textContent}`;

function tell(text) {
  if (text !== undefined && said.textContent !== text) said.textContent = text;
}
