import { bare, check, malformed, unpack } from "../c4389553/credential.js";
import { fresh, keepPage, last, native } from "../5a695eac/kept.js";
const root = document.getElementById("verify");
const status = document.getElementById("verify-status");
const place = document.getElementById("verify-result");
const say = root.dataset;
const form = document.getElementById("text").form;
const patience = 8000; // milliseconds
const scan = () => import("../6a9e0bad/scan.js"); // not before somebody wants to scan
const later = { always: ["../6a9e0bad/scan.js"], without: ["../98911fdd/qr-decode.js", "../547e87de/qr-index.js"] }; // without a reader of the browser's own
const baku = (options) => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Baku", ...options });
const dayOf = (when) => baku({ year: "numeric", month: "2-digit", day: "2-digit" }).format(when);
const timeOf = (when) => baku({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(when);
function written(day) {
const [year, month, number] = day.split("-");
return say.dates.split("|")[Number(month) - 1].replace("11", Number(number)).replace("2000", year);
}
const moment = (when) => `${written(dayOf(when))}, ${timeOf(when)}`;
async function known() {
return (navigator.onLine && (await fresh().catch(() => null))) || last();
}
async function judge(text) {
const facts = await known();
if (!facts) return say.noKeys;
const list = await unpack(facts.list ?? "");
const { verdict, claims } = await check(text, facts.keys, list, dayOf(new Date()));
if (verdict === malformed) return say.malformed;
return filled(verdict, claims, facts.at, Boolean(list));
}
function filled(verdict, claims, at, listed) {
const section = document.querySelector(`template[data-local="${verdict}"]`).content.cloneNode(true).firstElementChild;
const fill = (slot, text) => {
const span = section.querySelector(`[data-slot="${slot}"]`);
if (span && text) span.textContent = text;
};
if (claims) {
const field = document.getElementById("fields").content.querySelector(`[data-field="${CSS.escape(claims.field)}"]`);
fill("family-name", claims.familyName);
fill("given-names", claims.givenNames);
fill("birth-year", claims.birthYear && String(claims.birthYear));
fill("field", field?.textContent ?? claims.field);
fill("from", written(claims.from));
fill("until", written(claims.until));
fill("number", claims.number);
}
fill("at", moment(new Date()));
for (const line of section.querySelectorAll("[data-fill]")) {
if (line.dataset.fill === (listed ? "no-list" : "list")) line.remove();
else line.textContent = line.textContent.replace("%", moment(new Date(at)));
}
return section;
}
async function ask(text) {
if (!navigator.onLine) return null;
try {
const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams({ text }), signal: AbortSignal.timeout(patience) });
const page = new DOMParser().parseFromString(await answer.text(), "text/html");
return page.querySelector("[data-verdict]") ?? page.querySelector(".govuk-error-summary__list")?.textContent.trim() ?? null;
} catch {
return null;
}
}
let turn = 0; // a later check overtakes an earlier one
async function verify(text) {
const mine = ++turn;
place.replaceChildren();
carry("");
status.textContent = say.checking;
const result = (bare(text) && (await ask(text))) || (await judge(text));
if (mine === turn) show(result, bare(text));
}
function show(result, compact) {
if (typeof result === "string") {
status.textContent = result;
return;
}
status.textContent = "";
const section = document.importNode(result, true);
place.replaceChildren(section);
enhance(section);
section.focus();
carry(compact);
}
function carry(compact) {
for (const link of document.querySelectorAll(".hsmp-languages a")) link.hash = compact;
}
function enhance(part) {
for (const hidden of part.querySelectorAll("[data-with-script]")) hidden.hidden = false;
for (const button of part.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
}
function opened() {
const compact = bare(location.hash.slice(1));
if (!compact) return;
history.replaceState(null, "", location.pathname);
verify(compact);
}
addEventListener("submit", (event) => {
if (event.target === form) {
event.preventDefault();
verify(form.elements.text.value);
} else if (event.target.id === "by-number" && !navigator.onLine) {
event.preventDefault();
status.textContent = say.noNetwork;
status.scrollIntoView({ block: "center" });
}
}, { capture: true });
document.getElementById("photo").addEventListener("change", async (event) => {
const [file] = event.target.files;
if (!file) return;
status.textContent = say.reading;
const text = await (await scan()).readPhoto(file);
event.target.value = "";
if (text) verify(text);
else status.textContent = say.noCode;
});
const button = document.getElementById("camera");
const finder = document.getElementById("viewfinder");
let stop;
function close() {
stop?.();
stop = undefined;
finder.hidden = true;
button.setAttribute("aria-expanded", "false");
}
button.addEventListener("click", async () => {
if (!finder.hidden) {
close();
status.textContent = "";
return;
}
finder.hidden = false;
button.setAttribute("aria-expanded", "true");
status.textContent = say.looking;
try {
stop = await (await scan()).watch(finder.querySelector("video"), (text) => {
close();
verify(text);
});
} catch {
close();
status.textContent = say.noCamera;
}
});
addEventListener("pagehide", close);
enhance(root);
if (navigator.mediaDevices?.getUserMedia) button.parentElement.hidden = false;
addEventListener("hashchange", opened);
opened();
async function prepare() {
if (navigator.connection?.saveData || !("serviceWorker" in navigator)) return;
await navigator.serviceWorker.register("/verify/worker.js", { scope: "/verify" });
await navigator.serviceWorker.register("/verify/worker.js", { scope: location.pathname });
const names = (await native()) ? later.always : later.always.concat(later.without);
const addresses = names.map((name) => new URL(name, import.meta.url).pathname);
const [{ at }] = await Promise.all([fresh(), keepPage(location.pathname, addresses)]);
document.getElementById("verify-ready").textContent = say.ready.replace("%", moment(new Date(at)));
}
if (navigator.onLine) prepare().catch(() => {}); // the page works as before; the next visit tries again
