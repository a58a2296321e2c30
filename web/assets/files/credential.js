const longest = 4096;
const version = 1;
const items = 10;
export const malformed = "malformed";
export function bare(text) {
const compact = text.trim().split("/verify#").at(-1);
return compact.split(".").length === 3 && !/[/:#\s]/.test(compact) ? compact : "";
}
export async function check(text, keys, list, today) {
const compact = bare(text);
if (!compact || compact.length > longest) return { verdict: malformed };
const [head, body, seal] = compact.split(".");
const header = json(bytes(head));
if (!header || Object.keys(header).some((name) => name !== "alg" && name !== "kid")) return { verdict: malformed };
if (header.alg !== "ES256") return { verdict: "not-genuine" };
const key = keys.find((k) => k.kid === header.kid && k.kty === "EC" && k.crv === "P-256" && k.alg === "ES256");
if (!key) return { verdict: "unknown-key" };
if (!(await genuine(key, `${head}.${body}`, bytes(seal)))) return { verdict: "not-genuine" };
const claims = read(json(bytes(body)));
if (!claims) return { verdict: malformed };
return { verdict: standing(list, claims.index) ?? validity(claims, today), claims };
}
async function genuine(key, signed, seal) {
if (seal?.length !== 64) return false;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const { kty, crv, x, y } = key;
const known = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, algorithm, false, ["verify"]);
return crypto.subtle.verify(algorithm, known, seal, new TextEncoder().encode(signed));
}
function read(payload) {
if (!Array.isArray(payload) || payload.length !== items || payload[0] !== version) return null;
const [, issuer, number, familyName, givenNames, birthYear, field, from, until, index] = payload;
const texts = [issuer, number, familyName, givenNames, field].every((v) => typeof v === "string");
if (!texts || ![birthYear, from, until, index].every(Number.isInteger) || !date(from) || !date(until) || !whole(number)) return null;
return { number: laidOut(number), familyName, givenNames, birthYear, field, from: date(from), until: date(until), index };
}
function date(n) {
const text = String(n).padStart(8, "0").replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
const day = new Date(`${text}T00:00:00Z`);
return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : "";
}
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function whole(number) {
const places = [...number].map((c) => alphabet.indexOf(c));
if (places.length !== 19 || places.includes(-1) || !/^\d{4}/.test(number)) return false;
let sum = 0;
let weight = 1;
for (const place of places.slice(0, -1)) {
weight = twice(weight);
for (let bits = place, part = weight; bits; bits >>= 1, part = twice(part)) if (bits & 1) sum ^= part;
}
return sum === places.at(-1);
}
const twice = (n) => (n << 1) ^ (n & 16 ? 0b100101 : 0);
function laidOut(number) {
return `HSM-${number.slice(0, 4)}-${number.slice(4, 9)}-${number.slice(9, 14)}-${number.slice(14)}`;
}
function validity(claims, today) {
if (today < claims.from) return "not-yet";
return today > claims.until ? "expired" : "valid";
}
function standing(list, index) {
const quarter = list?.[index >> 2];
if (quarter === undefined) return undefined;
return { 1: "annulled", 2: "superseded" }[(quarter >> (6 - 2 * (index & 3))) & 3];
}
export async function unpack(encoded) {
const packed = encoded.startsWith("u") && bytes(encoded.slice(1));
if (!packed || !("DecompressionStream" in globalThis)) return null;
try {
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
return new Uint8Array(await new Response(stream).arrayBuffer());
} catch {
return null;
}
}
function bytes(text) {
if (!/^[\w-]*$/.test(text)) return null;
try {
return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
} catch {
return null;
}
}
function json(raw) {
try {
return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
} catch {
return null;
}
}
