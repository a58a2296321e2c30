// Single keys for people who work with the console all day. Every page works without them, and they can be switched off.

const dialog = document.getElementById("shortcuts");
const choice = document.getElementById("shortcuts-on");
const key = "hsmp-shortcuts";

// A browser that keeps nothing still has the keys, and the switch lasts as long as the page.
const kept = () => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice lasts as long as the page
  }
};

// Rows to go through with j and k: of the lists or, on a page without one, none.
const rows = () => [...document.querySelectorAll("a[data-row]")];
const step = (by) => {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next]?.focus();
};

// The document after the one that is open, round and round.
const nextDocument = () => {
  const links = [...document.querySelectorAll("#viewer .hsmp-document__name a")];
  const open = new URLSearchParams(location.search).get("document");
  const at = links.findIndex((link) => new URL(link.href).searchParams.get("document") === open);
  links[(at + 1) % links.length]?.click();
};

// The form of the lane that is being looked at: the one with the focus, else the one that the address names, else the first.
const scoring = () => {
  const forms = [...document.querySelectorAll("[data-score]")];
  const near = [document.activeElement?.closest("section"), document.getElementById(location.hash.slice(1))];
  return near.map((place) => forms.find((form) => place?.contains(form))).find(Boolean) ?? forms[0];
};

const acts = {
  j: () => step(1),
  k: () => step(-1),
  d: nextDocument,
  s: () => scoring()?.querySelector(":is(input:not([type=hidden]), textarea)")?.focus(),
  "?": () => dialog?.showModal(),
};

// Never while somebody types, chooses or has a dialog open, and never with a key that means something to the browser.
const typing = (element) => element?.closest("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "d") return;
  if (!choice?.checked || document.querySelector("dialog[open]") || typing(event.target)) return;
  const act = acts[event.key] ?? acts[event.code.replace("Key", "").toLowerCase()]; // the place of the key, on a Cyrillic keyboard
  if (!act) return;
  event.preventDefault();
  act();
});

if (dialog && choice) {
  choice.checked = kept() !== "off";
  choice.addEventListener("change", () => keep(choice.checked ? "on" : "off"));
  const opener = document.querySelector("[data-shortcuts-button]");
  if (opener) {
    opener.hidden = false;
    opener.querySelector("button").addEventListener("click", () => dialog.showModal());
  }
}

// Another document opens beside the form without losing what is being typed into it. The page is asked for anew, so that the
// reading is kept as any other; only the viewer of it is put in place.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("#viewer .hsmp-document__name a");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const address = link.href;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "manual" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("viewer");
    if (!answer.ok || !fresh) throw new Error("no viewer in the answer");
    document.getElementById("viewer").replaceWith(document.adoptNode(fresh));
    history.replaceState(null, "", address);
    [...fresh.querySelectorAll(".hsmp-document__name a")].find((other) => other.href === address)?.focus();
  } catch {
    unopened(address);
  }
});

// unopened goes to the document as a plain link does, unless something typed would be lost.
function unopened(address) {
  const typed = [...document.querySelectorAll("[data-score] :is(input, textarea)")].some((one) => one.value !== one.defaultValue);
  const note = document.querySelector("[data-unopened]");
  if (!typed || !note) return location.assign(address);
  note.hidden = false;
  note.querySelector("a").href = address;
  note.focus();
}
