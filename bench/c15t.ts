import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { requestBytes } from './request-bytes.js';

const HOME = join(__dirname, '..', 'compat', 'c15t');
/** Distinct visitors of one round; more than it can take. */
const VISITORS = 20_000;
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Installs the peer where it is not yet; it is no dependency of this repository. */
export function installPeer(): void {
  if (!existsSync(join(HOME, 'node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: HOME, stdio: 'inherit' });
}

const subjectId = (): string =>
  `sub_${Array.from({ length: 22 }, () => BASE58[Math.floor(Math.random() * BASE58.length)]).join('')}`;

/** First decisions as the peer takes them: its subjects are named by the client. */
export const peerDecisions = (): readonly Buffer[] =>
  Array.from({ length: VISITORS }, () =>
    requestBytes({
      method: 'POST',
      path: '/subjects',
      headers: { 'Content-Type': 'application/json', Origin: 'http://127.0.0.1' },
      body: JSON.stringify({
        subjectId: subjectId(),
        domain: '127.0.0.1',
        type: 'cookie_banner',
        givenAt: Date.now(),
        preferences: { necessary: true, measurement: true, marketing: false },
      }),
    }),
  );

/** As long as the peer's own ids, for what is scanned costs by its length. */
const SUBJECT = `'sub_' || substr(md5('s' || i), 1, 22)`;

/** Multiplies the peer's one decision, which must have been made, until it has so many. */
export async function fillPeer(address: string, records: number): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  const columnsOf = async (table: string, replaced: Readonly<Record<string, string>>): Promise<string> => {
    const { rows } = await client.query<{ column_name: string }>(
      'SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position',
      [table],
    );
    return rows.map(({ column_name: name }) => replaced[name] ?? `"${name}"`).join(', ');
  };
  const subjects = await columnsOf('subject', { id: SUBJECT });
  const consents = await columnsOf('consent', { id: `'cns_' || substr(md5('c' || i), 1, 26)`, subjectId: SUBJECT });
  const copies = `generate_series(1, ${records}) AS i`;
  const multiply = async (table: string, columns: string): Promise<void> => {
    const { rowCount } = await client.query(
      `INSERT INTO ${table} SELECT ${columns} FROM (SELECT * FROM ${table} LIMIT 1) AS one, ${copies}`,
    );
    if (rowCount !== records) throw new Error(`the peer's ${table} has no row that could be multiplied`);
  };
  await multiply('subject', subjects);
  await multiply('consent', consents);
  await client.query('VACUUM ANALYZE');
  await client.end();
}
