const dialog = document.getElementById("shortcuts");
const choice = document.getElementById("shortcuts-on");
const key = "hsmp-shortcuts";
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
}
};
const rows = () => [...document.querySelectorAll("a[data-row]")];
const step = (by) => {
const all = rows();
const at = all.indexOf(document.activeElement);
const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
all[next]?.focus();
};
const nextDocument = () => {
const links = [...document.querySelectorAll("#viewer .hsmp-document__name a")];
const open = new URLSearchParams(location.search).get("document");
const at = links.findIndex((link) => new URL(link.href).searchParams.get("document") === open);
links[(at + 1) % links.length]?.click();
};
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
function unopened(address) {
const typed = [...document.querySelectorAll("[data-score] :is(input, textarea)")].some((one) => one.value !== one.defaultValue);
const note = document.querySelector("[data-unopened]");
if (!typed || !note) return location.assign(address);
note.hidden = false;
note.querySelector("a").href = address;
note.focus();
}
