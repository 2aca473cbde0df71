import { eventually } from '@nest-privacy/core/testing';
import { bodyOf, type Walker } from './walker.js';

const ITEM = {
  category: 'STATISTICS',
  provider: 'Example Ltd',
  lifetime: 'P13M',
  cookies: [{ name: '_ex_*', match: 'glob' }],
  translations: { en: { name: 'Example', purpose: 'Counts.' }, de: { name: 'Beispiel' } },
};
const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };
const NOTHING = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Everything that visitors and administrators can be told of the catalogue. */
export async function walkCatalogue(walker: Walker, stranger: string): Promise<void> {
  await walkPublic(walker);
  const made = await walker.admin('POST', '/tracking-items', ITEM);
  const { id } = bodyOf(made) as { id: string };
  const one = `/tracking-items/${id}`;
  await walker.admin('GET', made.headers.location!.replace('/admin', ''));
  for (const query of ['', '?limit=1&enabled=true&q=ex&category=STATISTICS&site=default', '?site=nobody', '?cursor=x'])
    await walker.admin('GET', `/tracking-items${query}`);
  await walkChanges(walker, one);
  await walkFull(walker, one);
  await walkExchange(walker, stranger);
  await walkUndeclared(walker, stranger);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    await walker.admin(method, `/tracking-items/${NOTHING}`, method === 'PATCH' ? {} : undefined, { 'If-Match': '*' });
    await walker.strangers(method, one, stranger);
  }
  await walker.admin('DELETE', one);
  await walker.admin('DELETE', one, undefined, { 'If-Match': '"99"' });
  await walker.admin('DELETE', one, undefined, { 'If-Match': '*' });
  await walker.admin('GET', `${one}/versions?limit=2`);
  await walker.admin('GET', `${one}/versions?cursor=x`);
  await walker.admin('GET', `/tracking-items/${NOTHING}/versions`);
  await walker.strangers('GET', `${one}/versions`, stranger);
  for (const method of ['GET', 'POST']) await walker.strangers(method, '/tracking-items', stranger);
}

async function walkPublic(walker: Walker): Promise<void> {
  const { headers } = await walker.ask('GET', '/tracking-items?language=de', { headers: { 'Accept-Language': 'en' } });
  await walker.ask('GET', '/tracking-items?language=de', { headers: { 'If-None-Match': headers.etag! } });
  for (const query of ['category=STATISTICS', 'version=1', 'version=9999', 'category=NOTHING', 'language=%3Cx%3E'])
    await walker.ask('GET', `/tracking-items?${query}`);
  await walker.elsewhere('GET', '/tracking-items');
}

async function walkChanges(walker: Walker, one: string): Promise<void> {
  await walker.admin(
    'PATCH',
    one,
    { provider: null, translations: { de: null } },
    { 'If-Match': '"1"', ...MERGE_PATCH },
  );
  await walker.admin('PATCH', one, { provider: 'Other Ltd' }, { 'If-Match': '"2"' });
  await walker.admin('PATCH', one, { provider: 'Late Ltd' }, { 'If-Match': '"2"' });
  await walker.admin('PATCH', one, { provider: 'Careless Ltd' });
  await walker.admin('PATCH', one, { category: 'NOTHING' }, { 'If-Match': '*' });
  await walker.admin('POST', '/tracking-items', { category: 'STATISTICS' });
  const headers = { Authorization: `Bearer ${walker.token}`, 'If-Match': '*' };
  for (const [method, path] of [
    ['POST', ''],
    ['POST', '/import'],
    ['PATCH', one.replace('/tracking-items', '')],
  ] as const)
    await walker.oddBodies(method, `/admin/tracking-items${path}`, headers);
}

/** What a catalogue cannot hold beside what it holds. */
async function walkFull(walker: Walker, one: string): Promise<void> {
  const cookies = Array.from({ length: 20 }, (_, i) => ({ name: `x{${900 + i}}`, match: 'regex' }));
  const heavy = bodyOf(await walker.admin('POST', '/tracking-items', { ...ITEM, cookies })) as { id: string };
  await walker.admin('POST', '/tracking-items', { ...ITEM, cookies });
  await walker.admin('PATCH', one, { cookies }, { 'If-Match': '*' });
  await walker.admin('DELETE', `/tracking-items/${heavy.id}`, undefined, { 'If-Match': '*' });
}

async function walkExchange(walker: Walker, stranger: string): Promise<void> {
  const file = bodyOf(await walker.admin('GET', '/tracking-items/export')) as object;
  await walker.admin('POST', '/tracking-items/import', file);
  await walker.admin('POST', '/tracking-items/import', { items: [] });
  await walker.admin('POST', '/tracking-items/import', []);
  await walker.strangers('GET', '/tracking-items/export', stranger);
  await walker.strangers('POST', '/tracking-items/import', stranger);
  const most = Array.from({ length: 1_000 }, () => ({ category: 'MARKETING', translations: { en: { name: 'x' } } }));
  await walker.admin('POST', '/tracking-items/import', { ...file, items: most });
}

async function walkUndeclared(walker: Walker, stranger: string): Promise<void> {
  const list = '/tracking-items/undeclared';
  for (const query of ['', '?limit=1&site=default', '?site=nobody', '?cursor=x'])
    await walker.admin('GET', list + query);
  await walker.elsewhere('GET', `/admin${list}`, { headers: { Authorization: `Bearer ${walker.token}` } });
  await walker.strangers('GET', list, stranger);
  await walker.strangers('DELETE', `${list}/${NOTHING}`, stranger);
  await walker.admin('DELETE', `${list}/${NOTHING}`);
  const [entry] = await undeclared(walker, list);
  await walker.admin('DELETE', `${list}/${entry!.id}`);
}

/** Is written in the background, some seconds after it was seen. */
const undeclared = (walker: Walker, list: string): Promise<readonly { id: string }[]> =>
  eventually(
    async () => {
      await walker.ask('GET', '/tracking-items', { headers: { Cookie: 'nobody_declared_it=1' } });
      return (bodyOf(await walker.admin('GET', list)) as { items: { id: string }[] }).items;
    },
    (items) => items.length > 0,
  );
