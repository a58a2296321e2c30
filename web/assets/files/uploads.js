const POLL = 1000; // milliseconds between two looks at a check
const RETRY = 3000; // after a failure; the network's return is waited for, too
const MOST_TRIES = 20;
const TYPES = { pdf: "application/pdf", jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png" };
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const online = () => (navigator.onLine ? Promise.resolve() : new Promise((resolve) => addEventListener("online", resolve, { once: true })));
class Stop extends Error {}
const declare = document.querySelector("form[data-declare]");
const upload = document.querySelector("form[data-upload]");
const pending = document.querySelector("[data-pending]");
if (declare) enrich(declare);
if (upload) upload.addEventListener("submit", (event) => begin(event, upload, () => fresh(upload, upload.dataset.upload)));
if (pending) watch(pending.dataset.pending).then(() => location.reload());
function enrich(form) {
form.querySelector("[data-rich]").hidden = false;
form.querySelector("[data-plain]").hidden = true;
form.addEventListener("submit", (event) => {
const file = form.elements.file.files[0];
const type = file && (file.type || TYPES[file.name.split(".").pop().toLowerCase()]);
if (!file || !Object.values(TYPES).includes(type)) {
event.preventDefault();
release(form);
return say(form, form.dataset.choose, true);
}
for (const radio of form.querySelectorAll('[name="media_type"]')) radio.checked = radio.value === type;
begin(event, form, () => announce(form, file));
});
}
async function announce(form, file) {
const body = new URLSearchParams();
for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
body.set("file_name", file.name);
body.set("size", file.size);
body.set("script", "yes");
const answer = await fetch(form.action, { method: "POST", body });
if (answer.status === 401) throw new Stop(form.dataset.signedOut);
if (answer.status === 422) {
form.elements.file.disabled = true; // its name is no answer to the plain form
form.submit();
return new Promise(() => {});
}
if (!answer.ok) throw new Error(answer.status);
return formOf(await answer.text());
}
function formOf(html) {
return new DOMParser().parseFromString(html, "text/html").querySelector("form[data-upload]");
}
async function fresh(form, id) {
const answer = await fetch(`${form.dataset.done}/${id}/upload?script=yes`, { redirect: "manual" });
if (signedOut(answer)) throw new Stop(form.dataset.signedOut);
if (!answer.ok) throw new Error(answer.status);
return formOf(await answer.text());
}
async function begin(event, form, first) {
event.preventDefault();
const file = form.elements.file.files[0];
const most = Number(form.dataset.most);
if (!file || (most && file.size > most)) {
release(form);
return say(form, file ? form.dataset.tooLarge : form.dataset.choose, true);
}
const bar = form.querySelector("progress");
bar.value = 0;
try {
const id = await carry(form, file, first, bar);
say(form, form.dataset.checking);
await watch(form.dataset.state, id);
location.assign(`${form.dataset.done}#${id}`);
} catch (fault) {
release(form);
say(form, fault instanceof Stop ? fault.message : form.dataset.failed, true);
}
}
async function carry(form, file, first, bar) {
let id = form.dataset.upload;
for (let tries = 0; tries < MOST_TRIES; tries++) {
try {
if (!navigator.onLine) say(form, form.dataset.waiting);
await online();
const target = tries > 0 && id ? await fresh(form, id) : await first();
if (!target) return id;
id = target.dataset.upload;
say(form, form.dataset.sending.replace("%", "0 %"));
await post(form, target, file, (percent) => {
bar.value = percent;
say(form, form.dataset.sending.replace("%", `${percent - (percent % 10)} %`)); // read out: ten times are enough
});
return id;
} catch (fault) {
if (fault instanceof Stop) throw fault;
say(form, form.dataset.waiting);
await pause(RETRY);
}
}
throw new Stop(form.dataset.failed);
}
function post(form, target, file, progressed) {
const body = new FormData();
for (const hidden of target.querySelectorAll('input[type="hidden"]')) body.append(hidden.name, hidden.value);
body.append("file", file); // last: the store ignores what comes after it
return new Promise((resolve, reject) => {
const request = new XMLHttpRequest();
request.upload.addEventListener("progress", (event) => {
if (event.lengthComputable) progressed(Math.floor((100 * event.loaded) / event.total));
});
request.addEventListener("load", () => {
if (request.status < 300) resolve();
else if (request.status === 400) reject(new Stop(form.dataset.failed));
else reject(new Error(request.status)); // a form that ran out is 403: a fresh one is taken
});
request.addEventListener("error", () => reject(new Error("network")));
request.open("POST", target.action);
request.send(body);
});
}
const signedOut = (answer) => answer.status === 401 || answer.type === "opaqueredirect";
async function watch(address, id) {
for (;;) {
await online();
try {
const answer = await fetch(address, { redirect: "manual" });
if (signedOut(answer)) return;
const { documents } = await answer.json();
const states = id ? [documents[id]] : Object.values(documents);
if (!states.some((state) => state === "uploaded" || (id && state === "expected"))) return;
} catch {
}
await pause(POLL);
}
}
function say(form, text, done = false) {
const box = form.querySelector("[data-progress]");
box.hidden = false;
box.querySelector("progress").hidden = done;
const line = box.querySelector("[data-progress-text]");
if (line.textContent !== text) line.textContent = text;
}
function release(form) {
delete form.dataset.sent;
form.querySelector("[type=submit]").removeAttribute("aria-disabled");
}
