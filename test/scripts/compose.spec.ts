import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from '../../apps/sample-api/src/config/environment.js';
import { readEnvironment } from '../../apps/sample-api/src/config/read-environment.js';

const COMPOSE = readFileSync(join(__dirname, '..', '..', 'docker-compose.yml'), 'utf8');
const [, SHARED = ''] = /environment: &environment\n((?: {4}.*\n)+)/.exec(COMPOSE)!;
/** What the image says, or each service for itself, and what is for development alone. */
const ELSEWHERE = ['PORT', 'HOST', 'DATA_DIR', 'NODE_ENV', 'ROLE', 'SALT_KEY', 'SALT_KEY_FILE', 'REPLAY_FROM'];
/** Each has a value here that nobody has to set. */
const GIVEN = ['DATABASE_URL', 'REDIS_URL', 'ADMIN_TOKEN', 'SECRETS', 'SITES'];

describe('docker-compose.yml', () => {
  const passed = [...SHARED.matchAll(/^ {4}([A-Z_]+): (.*)$/gm)].map(([, name, value]) => ({ name: name!, value }));

  it('passes on every variable that the application reads', () => {
    const names = Object.keys(new Environment()).filter((name) => !ELSEWHERE.includes(name));
    expect(passed.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const { name, value } of passed.filter((each) => !GIVEN.includes(each.name)))
      expect([name, value]).toEqual([name, `\${${name}:-}`]);
  });

  it('leaves unset what is empty', () => {
    const empty = Object.fromEntries(passed.map(({ name }) => [name, '']));
    expect(readEnvironment(empty)).toEqual(new Environment());
  });
});
