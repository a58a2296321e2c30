// Keeps on the device what checking without a network takes: the page, its assets, the issuer's keys and the status list.
// verify-worker.js answers from the same cache.

const cacheName = "verify";
const facts = "/verify/kept"; // not an address of the server: keys, list and when they were fetched
const PATIENCE = 8_000; // milliseconds: a network that is there and dead is no network
const decoder = ["asset:qr-decode.js", "asset:qr-index.js"];

const address = (name) => new URL(name, import.meta.url).pathname;
const store = () => globalThis.caches?.open(cacheName); // there is none on an unsafe connection

// fresh fetches keys and list and keeps them; it fails where there is no network.
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

// last is what was kept when the device was online, or null.
export async function last() {
  const answer = await (await store())?.match(facts);
  return answer ? answer.json() : null;
}

// keepPage keeps this page, those of other languages that were kept before, and all that they need. Pages are fetched as a
// stranger sees them, so that no name stays on the device. later are the addresses of what is loaded only when it is needed.
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


// native reports whether the browser reads QR codes by itself.
export async function native() {
  try {
    return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false;
  }
}
