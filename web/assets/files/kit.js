const summary = document.querySelector(".govuk-error-summary") ?? document.querySelector("[data-focus]");
if (summary && !location.hash) summary.focus();
const place = (address) => new URL(address, location.href).pathname.replace(/^\/[a-z]{2}(?=\/|$)/, "");
const typed = () => [...document.querySelectorAll('main form[method="post"]:not([data-autosave], [data-reply], [data-upload], [action$="/self-assessment"], #verify form)')];
try {
const kept = JSON.parse(sessionStorage.getItem("switch"));
sessionStorage.removeItem("switch");
if (kept?.place === place(location.href)) {
for (const form of typed()) fill(form, kept.forms.find(([action]) => action === place(form.action))?.[1]);
}
for (const link of document.querySelectorAll(".hsmp-languages a")) {
link.addEventListener("click", () => {
const forms = typed().map((form) => [place(form.action), [...new FormData(form)].filter(([, value]) => typeof value === "string")]);
if (forms.length) sessionStorage.setItem("switch", JSON.stringify({ place: place(location.href), forms }));
});
}
} catch {
}
const switched = document.querySelector(".hsmp-languages form");
switched?.addEventListener("formdata", ({ formData }) => {
const form = [...document.querySelectorAll('main form[method="post"]:not(#verify form)')].find(({ action }) => place(action) === place(location.href));
if (!form) return;
const kept = ({ type }) => !form.dataset.autosave && (type === "hidden" || type === "submit");
const names = new Set([...form.elements].filter((control) => !kept(control)).map(({ name }) => name));
for (const name of names) formData.delete(name);
for (const [name, value] of new FormData(form)) if (names.has(name) && typeof value === "string") formData.append(name, value);
});
function fill(form, fields) {
if (!fields) return;
for (const control of form.elements) {
const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
else if (values.length && control.type !== "file") control.value = values[0];
}
}
for (const area of document.querySelectorAll("textarea[data-max]")) {
const room = document.getElementById(`${area.id}-room`);
if (!room) continue;
const most = Number(area.dataset.max);
let later;
const say = () => {
const left = most - [...area.value].length;
const text = left < 0 ? room.dataset.over : room.dataset.room;
const number = String(Math.abs(left)).replace(/\B(?=(\d{3})+$)/g, room.dataset.separator);
room.textContent = text.replace("%", number);
room.classList.toggle("hsmp-room--over", left < 0);
};
room.setAttribute("aria-live", "polite");
area.addEventListener("input", () => {
clearTimeout(later);
later = setTimeout(say, 400);
});
if (area.value) say();
}
for (const form of document.querySelectorAll("form[data-once]")) {
form.addEventListener("submit", (event) => {
if (event.defaultPrevented) return;
if (form.dataset.sent) {
event.preventDefault();
return;
}
form.dataset.sent = "yes";
event.submitter?.setAttribute("aria-disabled", "true");
});
}
addEventListener("pageshow", () => {
for (const form of document.querySelectorAll("form[data-sent]")) {
delete form.dataset.sent;
for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}
});
const open = () => document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
addEventListener("hashchange", open);
open();
addEventListener("beforeprint", () => {
for (const details of document.querySelectorAll("details:not([open])")) {
details.open = true;
details.dataset.printed = "yes";
}
});
addEventListener("afterprint", () => {
for (const details of document.querySelectorAll("details[data-printed]")) {
details.open = false;
delete details.dataset.printed;
}
});
for (const form of document.querySelectorAll('form[action*="/sign-out"]')) {
form.addEventListener("submit", () => {
try {
for (const key of Object.keys(localStorage)) if (key.startsWith("draft/")) localStorage.removeItem(key);
localStorage.setItem("signed-out", "yes");
localStorage.removeItem("signed-out");
} catch {
}
});
}
const stay = document.getElementById("stay");
if (stay) {
const EARLY = 180_000; // milliseconds before the end
let asking;
const wait = () => {
clearTimeout(asking);
asking = setTimeout(() => stay.showModal(), stay.dataset.idle * 1000 - EARLY);
};
stay.addEventListener("close", () => {
fetch(stay.dataset.touch, { redirect: "manual" }).catch(() => {});
wait();
});
wait();
}
