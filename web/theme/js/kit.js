// What makes every page more comfortable. No page needs it.

// A form's faults, or the word that something is done, is where reading goes on.
const summary = document.querySelector(".govuk-error-summary") ?? document.querySelector("[data-focus]");
if (summary && !location.hash) summary.focus();

// The language switch takes along what was typed and not sent: to the same page, once, in this tab. Drafts and replies have keepers
// of their own; a self-assessment and what a certificate says are kept nowhere.
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
  // A browser that keeps nothing shows the page as it is stored.
}

// On a page that answers a form the switch sends it again, to be shown only: as it stands by now, not as it was sent. What a script
// keeps in hidden fields counts where drafts are kept; elsewhere, and for the pressed button, what was sent does. So it does for a
// certificate, which the page does not repeat.
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

// A text area with a limit says how much room is left, after a pause so that a screen reader is not interrupted at each key.
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

// Two quick presses send a form once. The page that the Back button brings can send again.
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

// A link to something inside closed details opens them, and paper shows all of them.
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

// Signing out, here or everywhere, takes along what is kept on this device alone, and tells the other tabs (autosave.js).
for (const form of document.querySelectorAll('form[action*="/sign-out"]')) {
  form.addEventListener("submit", () => {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith("draft/")) localStorage.removeItem(key);
      localStorage.setItem("signed-out", "yes");
      localStorage.removeItem("signed-out");
    } catch {
      // A device that keeps nothing.
    }
  });
}

// A session ends when nothing comes for a while. Whoever is still there is asked in time and goes on with one press; asking for any
// page keeps the session.
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
