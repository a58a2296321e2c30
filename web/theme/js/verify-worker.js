// Answers for the verification page when there is no network, from what kept.js has put into the cache. It is served at
// /verify/worker.js and sees the pages /verify and /az/verify and so on, and no others.

const cacheName = "verify";
const patience = 8000; // milliseconds until a network that does not answer counts as none

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request, pathname));
});

// A newer page is better than a kept one, and a kept one better than none.
async function page(request, pathname) {
  const kept = await (await caches.open(cacheName)).match(pathname);
  const answer = fetch(request);
  if (!kept) return answer;
  const late = new Promise((resolve) => setTimeout(resolve, patience, kept));
  return Promise.race([answer.catch(() => kept), late]);
}

// An asset's address names its content, so a kept one is never old.
async function asset(request, pathname) {
  return (await (await caches.open(cacheName)).match(pathname)) ?? fetch(request);
}
