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
async function page(request, pathname) {
const kept = await (await caches.open(cacheName)).match(pathname);
const answer = fetch(request);
if (!kept) return answer;
const late = new Promise((resolve) => setTimeout(resolve, patience, kept));
return Promise.race([answer.catch(() => kept), late]);
}
async function asset(request, pathname) {
return (await (await caches.open(cacheName)).match(pathname)) ?? fetch(request);
}
