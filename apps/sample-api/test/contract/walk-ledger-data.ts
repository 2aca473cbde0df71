import { bodyOf, type Walker } from './walker.js';

const DAYS = 'from=2026-01-01&to=2026-12-31';
const NOBODY = { Host: 'nobody.example' };
/** What another tool kept of a visitor. */
export const OLD_COOKIE = `django_privacy_mgmt_preferences=${encodeURIComponent('{"STATISTICS":false}')}`;
const NOTHING = '01890a5d-ac96-774b-bcce-b302099a8057';
const IMPORT = '/consent/import?source=table';
const CSV = { 'Content-Type': 'text/csv' };
const PREVIEW = '/consent/policy/preview';
const ITEM = { category: 'MARKETING', translations: { en: { name: 'Ledger data' } } };

/** What goes into the ledger in bulk, what comes out of it, and what is said of it. */
export async function walkLedgerData(walker: Walker, stranger: string): Promise<void> {
  await walkBatch(walker, stranger);
  await walkOwn(walker);
  await walkPreview(walker, stranger);
  for (const path of ['/consent/export', `/consent/report?${DAYS}`]) {
    await walker.strangers('GET', path, stranger);
    await walker.unreasonable('GET', path);
    await walker.admin('GET', path, undefined, NOBODY);
  }
  await walker.admin('GET', '/consent/export', undefined, { Accept: 'image/png' });
  await walkReasons(walker);
}

async function walkBatch(walker: Walker, stranger: string): Promise<void> {
  const authorised = { Authorization: `Bearer ${walker.token}` };
  const lines = { headers: { ...authorised, ...CSV }, body: 'reference,STATISTICS\r\nz,1\r\n' };
  await walker.ask('POST', `/admin${IMPORT}`, lines);
  await walker.ask('POST', `/admin${IMPORT}&site=nobody`, lines);
  await walker.elsewhere('POST', `/admin${IMPORT}`, lines);
  await walker.oddBodies('POST', `/admin${IMPORT}`, authorised);
  await walker.strangers('POST', IMPORT, stranger);
  await walker.unreasonable('POST', IMPORT);
}

/** Of a visitor who has decided nothing yet. */
async function walkOwn(walker: Walker): Promise<void> {
  await walker.ask('POST', '/consent/import', { headers: { Cookie: OLD_COOKIE, 'Idempotency-Key': 'two words' } });
  await walker.oddBodies('POST', '/consent/import', { Cookie: OLD_COOKIE });
}

async function walkPreview(walker: Walker, stranger: string): Promise<void> {
  for (const asked of [
    { country: 'US', region: 'US-CA', signals: { gpc: true } },
    { country: 'x' },
    { site: 'nobody' },
  ])
    await walker.admin('POST', PREVIEW, asked);
  await walker.admin('POST', PREVIEW, {}, NOBODY);
  await walker.strangers('POST', PREVIEW, stranger);
  await walker.unreasonable('POST', PREVIEW);
  await walker.oddBodies('POST', `/admin${PREVIEW}`, { Authorization: `Bearer ${walker.token}` });
}

/** Routes that refuse nothing else with 400. */
async function walkReasons(walker: Walker): Promise<void> {
  const { id } = bodyOf(await walker.admin('POST', '/tracking-items', ITEM)) as { id: string };
  for (const path of ['export', id, NOTHING]) await walker.unreasonable('GET', `/tracking-items/${path}`);
  await walker.unreasonable('GET', `/consent/records/${NOTHING}`);
  await walker.oddBodies('DELETE', `/admin/tracking-items/${id}`, { Authorization: `Bearer ${walker.token}` });
  await walker.admin('DELETE', `/tracking-items/${id}`, undefined, { 'If-Match': '*' });
}

/** How often somebody may bring what another tool kept; the key, which is read afterwards, has nothing recorded. */
export async function walkImportRate(walker: Walker): Promise<void> {
  const headers = { Cookie: OLD_COOKIE, 'Idempotency-Key': 'two words' };
  for (let i = 0, status = 0; i < 1_000 && status !== 429; i += 1)
    ({ status } = await walker.ask('POST', '/consent/import', { headers }));
}
