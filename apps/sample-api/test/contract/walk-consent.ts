import { bodyOf, type Walker } from './walker.js';

const GRANT = { decisions: { STATISTICS: 'granted', MARKETING: 'denied' }, method: 'banner', language: 'en' };
const REFUSAL = { decisions: { STATISTICS: 'denied' } };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

const cookiesOf = (lines: readonly string[] = []): string => lines.map((line) => line.split(';', 1)[0]!).join('; ');

/** The cookies of somebody who has decided. */
export const decided = async (walker: Walker): Promise<string> =>
  cookiesOf((await walker.send('POST', '/consent', GRANT)).headers['set-cookie']);

/** Everything that a visitor, and an administrator, can be told of consent. */
export async function walkConsent(walker: Walker, stranger: string): Promise<void> {
  await walker.ask('GET', '/consent');
  await walker.ask('HEAD', '/consent');
  const made = await walker.send('POST', '/consent', GRANT);
  const cookie = cookiesOf(made.headers['set-cookie']);
  const { id, subjectId } = bodyOf(made) as { id: string; subjectId: string };
  await walkVisitor(walker, cookie, made.headers.location!);
  await walkImport(walker);
  await walkReport(walker);
  await walkRefusals(walker, cookie);
  for (const query of [
    '',
    `?subjectId=${subjectId}&from=2026-01-01&to=2099-01-01&limit=1`,
    '?site=nobody',
    '?cursor=x',
  ])
    await walker.admin('GET', `/consent/records${query}`);
  await walker.admin('GET', `/consent/records/${id}`);
  await walker.admin('GET', '/consent/records/nothing');
  for (const query of ['', '?cursor=x', '?site=nobody']) await walker.admin('GET', `/consent/ledger/verify${query}`);
  await walker.strangers('GET', '/consent/ledger/verify', stranger);
  await walker.admin('GET', '/consent/ledger/verify', undefined, { Host: 'nobody.example' });
  await walker.ask('GET', '/.well-known/consent-ledger.json');
  for (const query of ['', '?format=csv&from=2026-01-01', '?format=xlsx', '?site=nobody'])
    await walker.admin('GET', `/consent/export${query}`);
  for (const path of ['/consent/records', `/consent/records/${id}`]) await walker.strangers('GET', path, stranger);
  await walker.elsewhere('GET', '/admin/consent/records', { headers: { Authorization: `Bearer ${stranger}` } });
  await walker.admin('GET', '/consent/records', undefined, { Host: 'nobody.example' });
}

async function walkReport(walker: Walker): Promise<void> {
  const days = 'from=2026-01-01&to=2026-12-31';
  for (const query of [days, `${days}&groupBy=language`, `${days}&groupBy=site`, 'from=x&to=y', `${days}&site=nobody`])
    await walker.admin('GET', `/consent/report?${query}`);
}

async function walkImport(walker: Walker): Promise<void> {
  const old = `django_privacy_mgmt_preferences=${encodeURIComponent('{"STATISTICS":false}')}`;
  await walker.ask('GET', '/consent', { headers: { Cookie: old } });
  const headers = { Cookie: old, 'Idempotency-Key': '01890a5d-ac96-774b-bcce-b302099a8057' };
  for (let i = 0; i < 2; i += 1) await walker.ask('POST', '/consent/import', { headers });
  await walker.ask('POST', '/consent/import');
  await walker.ask('POST', '/consent/import', { headers: { Origin: 'https://evil.example' } });
  await walker.elsewhere('POST', '/consent/import', { headers: { Origin: 'http://nobody.example' } });
  const Authorization = `Bearer ${walker.token}`;
  for (const [type, body] of [
    ['text/csv', 'reference,STATISTICS\r\na,1\r\nb,x\r\n'],
    ['application/x-ndjson', '{"reference":"c","choices":{"MARKETING":false}}\n{'],
    ['application/json', '{}'],
  ] as const)
    await walker.ask('POST', '/admin/consent/import?source=table', {
      headers: { Authorization, 'Content-Type': type },
      body,
    });
  await walker.admin('POST', '/consent/import?source=nothing');
}

async function walkVisitor(walker: Walker, cookie: string, location: string): Promise<void> {
  const headers = { Cookie: cookie, 'Idempotency-Key': 'a-key' };
  await walker.ask('GET', '/consent', { headers });
  await walker.ask('GET', location, { headers });
  await walker.ask('GET', '/consent/records?limit=1', { headers });
  for (let i = 0; i < 2; i += 1) await walker.send('POST', '/consent', REFUSAL, headers);
  await walker.send('POST', '/consent', { ...REFUSAL, decisions: { MARKETING: 'denied' } }, headers);
  await walker.ask('POST', '/consent', { headers: FORM, body: 'decision=reject-all&redirect=/articles' });
  await walker.ask('POST', '/consent', { headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(REFUSAL) });
  await walker.ask('DELETE', '/consent', { headers: { Cookie: cookie } });
  await walker.ask('DELETE', '/consent', { headers });
  await walker.ask('DELETE', '/consent', { headers: { ...headers, 'Idempotency-Key': 'two words' } });
}

async function walkRefusals(walker: Walker, cookie: string): Promise<void> {
  await walker.send('POST', '/consent', { decisions: { ESSENTIALS: 'denied' } });
  await walker.send('POST', '/consent', { decisions: { NOTHING: 'granted' } });
  await walker.send('POST', '/consent', { ...GRANT, noticeVersion: 99 });
  await walker.send('POST', '/consent', { ...GRANT, catalogueVersion: 99 });
  const page = { ...FORM, Accept: 'text/html' };
  await walker.ask('POST', '/consent', { headers: page, body: 'decision=accept-all&noticeVersion=99' });
  await walker.ask('POST', '/consent', { headers: FORM, body: 'decision=reject-all&STATISTICS=granted' });
  await walker.ask('POST', '/consent', { headers: page, body: 'decision=reject-all&STATISTICS=granted' });
  await walker.oddBodies('POST', '/consent');
  await walker.ask('GET', '/consent/records?limit=999');
  await walker.ask('GET', '/consent/records?cursor=x', { headers: { Cookie: cookie } });
  await walker.ask('GET', '/consent/records/nothing');
  const foreign = { Origin: 'https://evil.example' };
  await walker.send('POST', '/consent', REFUSAL, foreign);
  await walker.ask('DELETE', '/consent', { headers: foreign });
  const nobody = { Host: 'nobody.example', Origin: 'http://nobody.example' };
  await walker.send('POST', '/consent', REFUSAL, nobody);
  await walker.ask('DELETE', '/consent', { headers: nobody });
  for (const path of ['/consent', '/consent/records', '/consent/records/nothing']) await walker.elsewhere('GET', path);
  let first = 0;
  for (let i = 0; i < 100 && first !== 429; i += 1)
    first = (await walker.ask('DELETE', '/consent', { headers: { Cookie: cookie } })).status;
  await walker.send('POST', '/consent', REFUSAL, { Cookie: cookie });
}
