// Signing and cookie keys, made once per instance and kept in its folder, so that a restart leaves sessions' tokens valid.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// keptKeys returns { jwks, cookies }: an EC P-256 key for access tokens, an RSA key for ID tokens, and cookie keys.
export function keptKeys(folder) {
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify(newKeys()), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file));
}

function newKeys() {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return {
    jwks: { keys: [{ ...ec, alg: 'ES256', use: 'sig' }, { ...rsa, alg: 'RS256', use: 'sig' }] },
    cookies: [randomBytes(32).toString('base64url')],
  };
}
