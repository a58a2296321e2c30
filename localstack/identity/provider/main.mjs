// The local OpenID provider: a certified library with our people, our login page and our two steps. Local only: the
// second factor is shown on the page, and everybody has the same password.
//
//   node main.mjs --port 9400 --state build/local/identity --modules .tools/node --door 8080
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { keptKeys } from './keys.mjs';
import { interactions } from './interactions.mjs';
import { configuration } from './configuration.mjs';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string' },
    door: { type: 'string' },
    state: { type: 'string' },
    modules: { type: 'string' },
  },
});

// The library lives in the tools' folder, not beside this file.
const library = createRequire(join(options.modules, 'package.json')).resolve('oidc-provider');
const { default: Provider } = await import(pathToFileURL(library));

const directory = JSON.parse(readFileSync(new URL('../people.json', import.meta.url)));
const people = new Map(directory.people.map((person) => [person.user, person]));
const issuer = `http://127.0.0.1:${options.port}`;
const provider = new Provider(issuer, configuration({ people, keys: keptKeys(options.state), door: options.door }));
provider.on('server_error', (_, error) => console.error(error));

const answer = interactions(provider, people, directory.password);
const fallback = provider.callback();
createServer(async (request, response) => {
  if (!(await answer(request, response))) fallback(request, response);
}).listen(Number(options.port), '127.0.0.1', () => console.log(`OpenID provider at ${issuer}, ${people.size} people`));
