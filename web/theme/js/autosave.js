// Keeps what is typed in a draft: on this device at once, and with the service as soon as it can be reached.
//
// What lies on the device is personal data. It lies there only while the service does not have it, only under the draft's own
// part, and never longer than a week; saving takes it away, and so does signing out (kit.js).

const PREFIX = "draft/";
const WEEK = 7 * 24 * 3600 * 1000;
const KEEP_AFTER = 400; // milliseconds without typing
const SEND_AFTER = 3000;
const RETRY_AFTER = 10000;

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
      // A device that keeps nothing: the service still gets it.
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // as above
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
const again = document.querySelector(".govuk-error-summary, .hsmp-languages form") !== null; // the form came back, with faults or to be shown only

// A form that was sent and did not come back is stored. This is a page of the draft, so the sending went well: where it did
// not, the browser or the portal shows another page.
// One that came back with faults is not: it comes back on the same page in another language as well. Replies are reply.js's.
for (const key of store.keys()) {
  const kept = store.read(key);
  const returned = kept?.sent && again && form?.dataset.autosave === key;
  if (returned) store.write(key, { ...kept, sent: false });
  else if (!kept || Date.now() - kept.at > WEEK || (kept.sent && !key.startsWith("reply/"))) store.drop(key);
}

if (form) start(form);

function start(form) {
  const key = form.dataset.autosave;
  const line = form.querySelector("[data-autosave-state]");
  const ours = new Set(["version", "seen", "intent"]);
  const fields = () => [...new FormData(form)].filter(([name]) => !ours.has(name));
  const say = (text) => {
    if (line.firstChild?.textContent !== text) line.replaceChildren(text);
  };
  let dirty = false;
  let sending = false;
  let later;
  let keeping;
  let left = false; // signed out in another tab, and not back yet: nothing may lie on the device

  const keep = (sent = false) => {
    if (left) return;
    store.write(key, { at: Date.now(), sent, version: form.elements.version.value, seen: form.elements.seen.value, fields: fields() });
  };

  const send = async () => {
    clearTimeout(later);
    if (!dirty || sending) return;
    keep();
    if (!navigator.onLine) return say(form.dataset.offline);
    sending = true;
    dirty = false;
    say(form.dataset.saving);
    const body = new URLSearchParams(new FormData(form));
    body.set("intent", "keep");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.status === 401) throw new Error("signed-out");
      if (!answer.ok) throw new Error("failed");
      took(await answer.json());
    } catch (fault) {
      dirty = true;
      const known = { "signed-out": form.dataset.signedOut, failed: form.dataset.failed };
      say(known[fault.message] ?? form.dataset.offline);
      later = setTimeout(send, RETRY_AFTER);
    } finally {
      sending = false;
    }
    if (dirty) keep();
  };

  // The form goes on from the version that was stored; what the service could not read stays on the device.
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
  addEventListener("offline", () => say(form.dataset.offline));
  addEventListener("pagehide", () => {
    if (dirty) keep();
  });
  // Another tab has signed in, or the laptop was opened again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });

  // Without a network the browser would show its own page and the form would be gone.
  form.addEventListener("submit", (event) => {
    clearTimeout(later);
    clearTimeout(keeping);
    if (navigator.onLine) return keep(true);
    event.preventDefault();
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-disabled");
    dirty = true;
    send();
  });

  restore(form, key, say, (from) => {
    if (from.version !== form.elements.version.value) {
      // Somebody saved this part since: the next save lays both versions side by side.
      form.elements.version.value = from.version;
      form.elements.seen.value = from.seen;
    }
  });
}

// restore brings back what was typed and not saved. A page that came back with faults has everything already, and one that
// was just saved has nothing to bring back.
function restore(form, key, say, then) {
  const kept = store.read(key);
  if (!kept) return;
  if (again) return;
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

// carry takes along entries that the page does not show: they are posted and come back with the saved part.
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
