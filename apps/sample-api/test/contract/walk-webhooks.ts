import { bodyOf, type Walker } from './walker.js';

const PATH = '/consent/webhooks';
const NOTHING = '01890a5d-ac96-774b-bcce-b302099a8057';
const HOOK = { url: 'https://crm.example.com/hooks/consent', events: ['given', 'withdrawn'], site: 'default' };
/** Nothing is delivered to it while the walk goes on. */
const PAUSED = { status: 'paused' };
/** As many as there may be. */
const MOST = 100;

/** What each route of one webhook takes. */
const ROUTES: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', ''],
  ['PATCH', '', { description: 'The CRM' }],
  ['GET', '/deliveries'],
  ['POST', '/secret'],
  ['POST', '/replay', {}],
  ['DELETE', ''],
];

/** Everything that administrators can be told of webhooks. */
export async function walkWebhooks(walker: Walker, stranger: string): Promise<void> {
  const one = await add(walker);
  await walkList(walker, stranger);
  await walkFaults(walker, one);
  for (const [method, path, body] of ROUTES) {
    await walkRefusals(walker, [method, one + path], stranger);
    await walker.admin(method, `${PATH}/${NOTHING}${path}`, body);
    await walker.admin(method, one + path, body);
  }
  await walkFull(walker);
}

async function add(walker: Walker): Promise<string> {
  const { id } = bodyOf(await walker.admin('POST', PATH, HOOK)) as { id: string };
  await walker.admin('PATCH', `${PATH}/${id}`, PAUSED);
  return `${PATH}/${id}`;
}

async function walkList(walker: Walker, stranger: string): Promise<void> {
  await walker.admin('GET', PATH);
  for (const method of ['GET', 'POST']) await walkRefusals(walker, [method, PATH], stranger);
}

/** What a route says to strangers, to who gives a reason that cannot be kept, and of bodies that cannot be read. */
async function walkRefusals(walker: Walker, [method, path]: [string, string], stranger: string): Promise<void> {
  await walker.strangers(method, path, stranger);
  await walker.unreasonable(method, path);
  if (method !== 'GET') await walker.oddBodies(method, `/admin${path}`, { Authorization: `Bearer ${walker.token}` });
}

async function walkFaults(walker: Walker, one: string): Promise<void> {
  for (const wrong of [
    { url: '' },
    { url: 'http://127.0.0.1/' },
    { ...HOOK, site: 'nobody' },
    { ...HOOK, scheme: 'x' },
  ])
    await walker.admin('POST', PATH, wrong);
  for (const wrong of [{ status: 'disabled' }, { url: 'ftp://crm.example.com/' }, { site: 'nobody' }])
    await walker.admin('PATCH', one, wrong);
  for (const query of ['?status=x', '?cursor=x', '?limit=999', '?status=parked&limit=1'])
    await walker.admin('GET', `${one}/deliveries${query}`);
  for (const wrong of [{ status: 'pending' }, { from: 'x' }]) await walker.admin('POST', `${one}/replay`, wrong);
}

/** Refused when there are too many, and removed again, for each follows the ledger by itself. */
async function walkFull(walker: Walker): Promise<void> {
  const added: string[] = [];
  for (let i = 0; i <= MOST; i += 1) {
    const answered = await walker.admin('POST', PATH, { ...HOOK, scheme: 'v1a' });
    if (answered.status !== 201) break;
    added.push((bodyOf(answered) as { id: string }).id);
  }
  for (const id of added) await walker.admin('DELETE', `${PATH}/${id}`);
}
