// What a phone keeps of one unit, so that its floors are read where there is no signal. With
// signal pages come from the site: what was taken down is gone here too at the next visit.
const PATIENCE = 4000;

const root = new URL("./", self.location.href).href;
// a host may have several communities, and what is kept belongs to the host
const PREFIX = `loudao-walk ${root} `;
const plain = (url) => url.split(/[?#]/)[0].replace(/index\.html$/, "");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const keep = async (uri) => {
  const list = await fetch(root + uri, { cache: "no-cache" });
  if (!list.ok) return null;
  const walk = await list.json();
  const name = PREFIX + uri;
  for (const other of await caches.keys()) {
    if (other.startsWith(PREFIX) && other !== name) await caches.delete(other);
  }
  const cache = await caches.open(name);
  const wanted = new Map([
    ...[...walk.pages, ...walk.files].map((at) => [plain(root + encodeURI(at)), true]),
    ...walk.media.map((at) => [root + encodeURI(at), false]),
  ]);
  for (const held of await cache.keys()) {
    if (!wanted.has(held.url)) await cache.delete(held);
  }
  let whole = true;
  for (const [url, changes] of wanted) {
    if (!changes && await cache.match(url)) continue;
    const got = await fetch(url, { cache: changes ? "no-cache" : "default" }).catch(() => null);
    if (got?.ok) await cache.put(url, got);
    else whole = false;
  }
  return whole ? { name: walk.name, bytes: walk.bytes } : null;
};

self.addEventListener("message", (event) => {
  if (!event.data?.walk) return;
  event.waitUntil(keep(event.data.walk).catch(() => null).then((kept) => event.source?.postMessage({ kept })));
});

// A picture has files of several sizes: the one that is kept stands for all.
const like = async (url) => {
  const key = url.replace(/-\d+\.\w+$/, "-");
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    for (const held of await cache.keys()) if (held.url.startsWith(key)) return cache.match(held);
  }
  return undefined;
};
const held = async (url) => await caches.match(plain(url)) || (url.includes("/media/") ? like(plain(url)) : undefined);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root)) return;
  event.respondWith((async () => {
    if (request.url.includes("/media/")) {
      const exact = await caches.match(request.url);
      if (exact) return exact;
    }
    const waiting = new AbortController();
    const kept = request.mode === "navigate" ? await held(request.url) : undefined;
    const bell = kept && setTimeout(() => waiting.abort(), PATIENCE);
    try {
      return await fetch(request, { signal: waiting.signal });
    } catch (error) {
      const instead = kept || await held(request.url);
      if (instead) return instead;
      throw error;
    } finally {
      clearTimeout(bell);
    }
  })());
});
