// Keeps a reply that is being written while its documents are sent from other pages: on this device, until it is sent. It lies
// under the same prefix as drafts do, so that signing out takes it away as well (kit.js).

const WEEK = 7 * 24 * 3600 * 1000;
const form = document.querySelector("form[data-reply]");
if (form) keep(form.elements.text, `draft/${form.dataset.reply}`);

function keep(area, key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept && Date.now() - kept.at < WEEK && area.value === "") {
      area.value = kept.fields[0][1];
      area.dispatchEvent(new Event("input")); // kit.js counts along
    }
    area.addEventListener("input", () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: [["text", area.value]] })));
    form.addEventListener("submit", () => localStorage.removeItem(key));
  } catch {
    // A device that keeps nothing: the page works as it does without this script.
  }
}
