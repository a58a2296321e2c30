const PREFIX = "draft/";
const WEEK = 7 * 24 * 3600 * 1000;
const KEEP_AFTER = 400; // milliseconds without typing
const SEND_AFTER = 3000;
const RETRY_AFTER = 10000;
const WAIT = 5000; // for an own autosave, at most, before a button sends the form
const store = {
read(key) {
try {
return JSON.parse(localStorage.getItem(PREFIX + key));
} catch {
return null; // a device that keeps nothing, or something that is not ours
}
},
write(key, value) {
try {
localStorage.setItem(PREFIX + key, JSON.stringify(value));
} catch {
}
},
drop(key) {
try {
localStorage.removeItem(PREFIX + key);
} catch {
}
},
keys() {
try {
return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
} catch {
return [];
}
},
};
const form = document.querySelector("form[data-autosave]");
const posted = form?.dataset.posted;
const stored = posted || new URLSearchParams(location.search).get("stored");
for (const key of store.keys()) {
const kept = store.read(key);
if (!kept || Date.now() - kept.at > WEEK || (stored && kept.sending === stored)) store.drop(key);
}
if (form) start(form);
const notice = document.querySelector("[data-unsent]");
if (notice) for (const event of ["pageshow", "storage"]) addEventListener(event, () => tell(notice));
function tell(notice) {
const told = notice.nextElementSibling.content.cloneNode(true);
for (const part of told.querySelectorAll("[data-part]")) if (!store.read(part.dataset.part)) part.remove();
if (!told.querySelector("[data-part]")) told.replaceChildren();
if (notice.textContent !== told.textContent) notice.replaceChildren(told);
}
function start(form) {
const key = form.dataset.autosave;
const line = form.querySelector("[data-autosave-state]");
const ours = new Set(["version", "seen", "sending", "intent"]);
const fields = () => [...new FormData(form)].filter(([name]) => !ours.has(name));
const say = (text) => {
if (line.firstChild?.textContent !== text) line.replaceChildren(text);
};
let dirty = false;
let autosave; // the one under way
let later;
let keeping;
let left = false; // signed out in another tab, and not back yet: nothing may lie on the device
const keep = (sending) => {
if (left) return;
store.write(key, { at: Date.now(), sending, version: form.elements.version.value, seen: form.elements.seen.value, fields: fields() });
};
const send = () => {
clearTimeout(later);
if (!dirty || autosave) return;
clearTimeout(keeping);
keep();
if (!navigator.onLine) return say(form.dataset.offline);
const breaks = new AbortController();
autosave = { breaks, over: post(breaks.signal) };
};
const post = async (signal) => {
dirty = false;
say(form.dataset.saving);
const body = new URLSearchParams(new FormData(form));
body.set("intent", "keep");
try {
const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal });
if (answer.status === 401) throw new Error("signed-out");
if (!answer.ok) throw new Error("failed");
took(await answer.json());
} catch (fault) {
dirty = true;
const known = { "signed-out": form.dataset.signedOut, failed: form.dataset.failed };
say(known[fault.message] ?? form.dataset.offline);
later = setTimeout(send, RETRY_AFTER);
} finally {
autosave = undefined;
}
if (dirty) keep();
};
const took = (told) => {
left = false;
if (told.changed) {
keep();
say(form.dataset.changed);
return;
}
form.elements.version.value = told.version;
form.elements.seen.value = told.seen;
if (told.unread > 0) {
keep();
say(form.dataset.unread);
return;
}
if (!dirty) store.drop(key);
say(form.dataset.saved.replace("%", told.at));
};
const changed = () => {
dirty = true;
clearTimeout(keeping);
keeping = setTimeout(() => keep(), KEEP_AFTER);
clearTimeout(later);
later = setTimeout(send, SEND_AFTER);
};
form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("online", send);
addEventListener("storage", ({ key: name, newValue }) => {
if (name !== "signed-out" || !newValue) return;
left = true;
store.drop(key);
});
addEventListener("offline", () => {
if (dirty) keep();
say(form.dataset.offline);
});
addEventListener("pagehide", () => {
if (dirty) keep();
});
addEventListener("pageshow", ({ persisted }) => {
const { value } = form.elements.sending;
if (persisted && value && store.read(key)?.sending !== value) location.replace(form.action);
});
document.addEventListener("visibilitychange", () => {
if (document.visibilityState === "visible") send();
else if (dirty) keep();
});
form.addEventListener("submit", async (event) => {
if (event.defaultPrevented) return; // pressed twice: kit.js
clearTimeout(later);
clearTimeout(keeping);
if (navigator.onLine && !autosave) {
form.elements.sending.value = Date.now();
dirty = false;
return keep(form.elements.sending.value);
}
event.preventDefault();
const before = autosave;
if (before) {
const limit = setTimeout(() => before.breaks.abort(), WAIT);
await before.over;
clearTimeout(limit);
}
delete form.dataset.sent;
event.submitter?.removeAttribute("aria-disabled");
if (before) return form.requestSubmit(event.submitter);
dirty = true;
send();
});
restore(form, key, say, (from) => {
if (from.version !== form.elements.version.value) {
form.elements.version.value = from.version;
form.elements.seen.value = from.seen;
}
});
}
function restore(form, key, say, then) {
const kept = store.read(key);
if (!kept || posted !== undefined) return;
const now = new Map([...new FormData(form)]);
const differs = kept.fields.some(([name, value]) => (now.get(name) ?? "").replace(/\r\n/g, "\n") !== value.replace(/\r\n/g, "\n"));
if (!differs) {
store.drop(key);
return;
}
let missing = false;
for (const [name, value] of kept.fields) {
const control = form.elements[name];
if (!control) missing ||= value !== "";
else if (control instanceof RadioNodeList || control.type !== "checkbox") control.value = value;
else control.checked = true;
}
if (missing) carry(form, kept);
then(kept);
const when = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
say(form.dataset.restored.replace("%", when));
const forget = document.createElement("button");
forget.type = "button";
forget.className = "govuk-button govuk-button--secondary";
forget.textContent = form.dataset.forget;
forget.addEventListener("click", () => {
store.drop(key);
location.reload();
});
form.querySelector("[data-autosave-state]").after(forget);
}
function carry(form, kept) {
for (const [name, value] of kept.fields) {
if (form.elements[name]) continue;
const hidden = document.createElement("input");
hidden.type = "hidden";
hidden.name = name;
hidden.value = value;
form.append(hidden);
}
}
