// Keeps a reply that is being written while its documents are sent from other pages, and until the service has it: a network that
// is lost at the very sending loses no word. It lies under the same prefix as drafts do, so that signing out takes it away as well
// (kit.js), and for a week at most.

const PREFIX = "draft/";
const WEEK = 7 * 24 * 3600 * 1000;
const form = document.querySelector("form[data-reply]");
const arrived = document.querySelector("[data-replied]"); // names what the service has
try {
  for (const key of arrived?.dataset.replied.split(" ") ?? []) localStorage.removeItem(PREFIX + key);
  if (form) keep(form.elements.text, PREFIX + form.dataset.reply);
} catch {
  // A device that keeps nothing: the page works as it does without this script.
}

function keep(area, key) {
  const kept = JSON.parse(localStorage.getItem(key));
  if (kept && Date.now() - kept.at < WEEK && area.value === "") {
    area.value = kept.fields[0][1];
    area.dispatchEvent(new Event("input")); // kit.js counts along
  }
  area.addEventListener("input", () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: [["text", area.value]] })));
}
