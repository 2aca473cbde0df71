import { type Answered } from './exchange.js';
import { bodyOf, type Walker } from './walker.js';

const PATH = '/consent/notices';
const SHOWN = { noticeVersion: 1, language: 'en', surface: 'banner' };
const ANY = { 'If-Match': '*' };
const STALE = { 'If-Match': '"stale"' };
const TEXT = { title: 'Titel' };

/** The routes that change the draft, with a body that each takes. */
const CHANGES: readonly (readonly [method: string, path: string, body?: object | undefined])[] = [
  ['PATCH', `${PATH}/draft`, { defaultLanguage: 'de' }],
  ['PUT', `${PATH}/draft/translations/fr`, TEXT],
  ['DELETE', `${PATH}/draft/translations/fr`],
  ['POST', `${PATH}/draft/publish`, { renewal: 'none' }],
  ['DELETE', `${PATH}/draft`],
];
const READS = ['', '/draft', '/draft/preview', '/draft/publication?renewal=all', '/diff?from=1', '/1', '/1/preview'];

/** Everything that visitors and administrators can be told of notices. */
export async function walkNotices(walker: Walker, stranger: string): Promise<void> {
  await walkVisitor(walker);
  const { content } = bodyOf(await walker.admin('GET', `${PATH}/1`)) as { content: { catalogue?: object } };
  const { catalogue: _with, ...written } = content;
  for (const [method, path, body] of CHANGES) await walker.admin(method, path, body, ANY);
  for (const path of READS) await walker.admin('GET', PATH + path);
  await walker.admin('POST', `${PATH}/draft`, { title: 'x' });
  await walker.admin('POST', `${PATH}/draft`, written);
  await walker.admin('POST', `${PATH}/draft`, written);
  await walkReads(walker);
  for (const [method, path, body] of CHANGES) await walkChange(walker, [method, path, body], stranger);
  for (const path of READS) await walker.strangers('GET', PATH + path, stranger);
  await walker.strangers('POST', `${PATH}/draft`, stranger);
  await walker.oddBodies('POST', `/admin${PATH}/draft`, { Authorization: `Bearer ${walker.token}` });
  await walker.admin('POST', `${PATH}/draft`, written, { Host: 'nobody.example' });
  await walker.admin('POST', `${PATH}/draft?site=nobody`, written);
  await publish(walker, written);
}

async function walkVisitor(walker: Walker): Promise<void> {
  const { headers } = await walker.ask('GET', '/consent/notice?language=de');
  await walker.ask('GET', '/consent/notice?language=de', { headers: { 'If-None-Match': headers.etag! } });
  await walker.ask('GET', '/consent/notice?language=%3Cx%3E');
  await walker.elsewhere('GET', '/consent/notice');
  await walker.send('POST', '/consent/notices-served', SHOWN);
  await walker.send('POST', '/consent/notices-served', { noticeVersion: 99 });
  await walker.send('POST', '/consent/notices-served', SHOWN, { Origin: 'https://evil.example' });
  await walker.send('POST', '/consent/notices-served', SHOWN, {
    Host: 'nobody.example',
    Origin: 'http://nobody.example',
  });
  await walker.oddBodies('POST', '/consent/notices-served');
}

async function walkReads(walker: Walker): Promise<void> {
  for (const path of READS) {
    await walker.admin('GET', PATH + path);
    const mark = path.includes('?') ? '&' : '?';
    await walker.admin('GET', `${PATH}${path}${mark}site=nobody`);
    await walker.admin('GET', PATH + path, undefined, { Host: 'nobody.example' });
  }
  for (const path of [
    '?cursor=x',
    '/99',
    '/99/preview',
    '/diff?from=99',
    '/diff?from=x',
    '/draft/publication?renewal=x',
  ])
    await walker.admin('GET', PATH + path);
}

async function walkChange(
  walker: Walker,
  [method, path, body]: (typeof CHANGES)[number],
  stranger: string,
): Promise<void> {
  const Authorization = `Bearer ${walker.token}`;
  await walker.admin(method, path, body);
  await walker.admin(method, path, body, STALE);
  await walker.admin(method, `${path}?site=nobody`, body, ANY);
  await walker.admin(method, path, body, { ...ANY, Host: 'nobody.example' });
  if (body) await walker.admin(method, path, { layers: 'x', title: 1, renewal: 'x' }, ANY);
  await walker.oddBodies(method, `/admin${path}`, { Authorization, ...ANY });
  if (!body) await walker.admin(method, path.replace('/fr', '/-'), undefined, ANY);
  await walker.strangers(method, path, stranger);
  if (!path.endsWith('publish')) await walker.admin(method, path, body, ANY);
}

/** Refused first, for nobody could refuse, and then done. */
async function publish(walker: Walker, written: object): Promise<void> {
  await walker.admin('POST', `${PATH}/draft`, { ...written, layers: { first: ['acceptAll'], second: [] } });
  await walker.admin('POST', `${PATH}/draft/publish`, { renewal: 'none' }, ANY);
  await walker.admin('PATCH', `${PATH}/draft`, written, ANY);
  await walker.admin('POST', `${PATH}/draft/publish`, { renewal: 'none' }, ANY);
}

/** How often a browser may say that a notice was shown; nothing more is told to it afterwards. */
export async function walkServedRate(walker: Walker): Promise<void> {
  let last: Answered | undefined;
  for (let i = 0; i < 700 && last?.status !== 429; i += 1)
    last = await walker.send('POST', '/consent/notices-served', SHOWN);
}
