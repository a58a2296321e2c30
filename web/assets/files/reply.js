const PREFIX = "draft/";
const WEEK = 7 * 24 * 3600 * 1000;
const form = document.querySelector("form[data-reply]");
const arrived = document.querySelector("[data-replied]"); // names what the service has
try {
for (const key of arrived?.dataset.replied.split(" ") ?? []) localStorage.removeItem(PREFIX + key);
if (form) keep(form.elements.text, PREFIX + form.dataset.reply);
} catch {
}
function keep(area, key) {
const kept = JSON.parse(localStorage.getItem(key));
if (kept && Date.now() - kept.at < WEEK && area.value === "") {
area.value = kept.fields[0][1];
area.dispatchEvent(new Event("input")); // kit.js counts along
}
area.addEventListener("input", () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: [["text", area.value]] })));
}
