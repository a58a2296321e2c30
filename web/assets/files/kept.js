const cacheName = "verify";
const facts = "/verify/kept"; // not an address of the server: keys, list and when they were fetched
const PATIENCE = 8_000; // milliseconds: a network that is there and dead is no network
const decoder = ["../98911fdd/qr-decode.js", "../547e87de/qr-index.js"];
const address = (name) => new URL(name, import.meta.url).pathname;
const store = () => globalThis.caches?.open(cacheName); // there is none on an unsafe connection
export async function fresh() {
const [keys, list] = await Promise.all(["/v1/keys", "/v1/status-list"].map(async (address) => {
const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
return answer.json();
}));
const known = { keys: keys.keys, list: list.encodedList, at: Date.now() };
await (await store())?.put(facts, new Response(JSON.stringify(known)));
return known;
}
export async function last() {
const answer = await (await store())?.match(facts);
return answer ? answer.json() : null;
}
export async function keepPage(path, later) {
const cache = await store();
if (!cache) return;
const pages = new Set([path]);
for (const { url } of await cache.keys()) {
const kept = new URL(url).pathname;
if (/^\/[a-z]{2}\/verify$/.test(kept)) pages.add(kept);
}
const needed = new Set(later);
for (const one of pages) {
const answer = await fetch(one, { credentials: "omit", cache: "no-cache" });
if (!answer.ok) return;
const html = await answer.clone().text();
for (const [found] of html.matchAll(/\/assets\/[0-9a-f]+\/[\w.-]+/g)) needed.add(found);
await cache.put(one, answer.clone());
if (one === path) await cache.put("/verify", answer);
}
for (const { name } of performance.getEntriesByType("resource")) {
if (new URL(name).pathname.startsWith("/assets/")) needed.add(new URL(name).pathname);
}
for (const asset of needed) {
if (!(await cache.match(asset))) await cache.add(asset);
}
for (const { url } of await cache.keys()) {
const kept = new URL(url).pathname;
if (kept.startsWith("/assets/") && !needed.has(kept)) await cache.delete(url);
}
}
export async function native() {
try {
return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
} catch {
return false;
}
}
