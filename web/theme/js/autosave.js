// Keeps what is typed in a draft: on this device at once, and with the service as soon as it can be reached.
//
// What lies on the device is personal data. It lies there only while the service does not have it, only under the draft's own
// part, and never longer than a week; saving takes it away, and so does signing out (kit.js). That something is saved only the
// service says: a sending that nobody answered, or that met the end of a session, leaves everything where it is.

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
// A form that came back, with faults or to be shown only, has data-posted. The sending that was stored has its number there, or in
// the address to which the service has led.
const posted = form?.dataset.posted;
const stored = posted || new URLSearchParams(location.search).get("stored");

for (const key of store.keys()) {
  const kept = store.read(key);
  if (!kept || Date.now() - kept.at > WEEK || (stored && kept.sending === stored)) store.drop(key);
}

if (form) start(form);

// The pages before the submission say what this device holds and the service does not have. Another tab may save it meanwhile.
const notice = document.querySelector("[data-unsent]");
if (notice) for (const event of ["pageshow", "storage"]) addEventListener(event, () => tell(notice));

function tell(notice) {
  const told = notice.nextElementSibling.content.cloneNode(true);
  for (const part of told.querySelectorAll("[data-part]")) if (!store.read(part.dataset.part)) part.remove();
  if (!told.querySelector("[data-part]")) told.replaceChildren();
  // What is the same is not read out twice.
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
  addEventListener("offline", () => {
    if (dirty) keep();
    say(form.dataset.offline);
  });
  addEventListener("pagehide", () => {
    if (dirty) keep();
  });
  // The Back button may bring this page as it was left, with the version from before its own sending. What was not stored stays as
  // it is: the network may still be away.
  addEventListener("pageshow", ({ persisted }) => {
    const { value } = form.elements.sending;
    if (persisted && value && store.read(key)?.sending !== value) location.replace(form.action);
  });
  // Seen again: another tab has signed in, or the laptop was opened. Out of sight: a phone may end the page without a word.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
    else if (dirty) keep();
  });

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return; // pressed twice: kit.js
    clearTimeout(later);
    clearTimeout(keeping);
    if (navigator.onLine && !autosave) {
      // It stays on the device under this number until a page names it; typing on makes it something else.
      form.elements.sending.value = Date.now();
      dirty = false;
      return keep(form.elements.sending.value);
    }
    event.preventDefault();
    const before = autosave;
    if (before) {
      // The form goes on from the version that its own autosave makes: sent beside it, it would look like another window's.
      const limit = setTimeout(() => before.breaks.abort(), WAIT);
      await before.over;
      clearTimeout(limit);
    }
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-disabled");
    if (before) return form.requestSubmit(event.submitter);
    // Without a network the browser would show its own page and the form would be gone.
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

// restore brings back what was typed and not saved. A form that came back has everything already, and what the service has, as an
// answer that was lost would have said, is no more to be kept.
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
