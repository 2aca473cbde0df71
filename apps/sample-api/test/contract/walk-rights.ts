import { decided } from './walk-consent.js';
import { bodyOf, type Walker } from './walker.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';
const REASON = { 'Audit-Reason': 'ticket 4711' };
/** More than is kept. */
const ENDLESS = { 'Audit-Reason': 'x'.repeat(501) };
const LIST = '/privacy/requests';
/** Of other routes, which keep reasons, too. */
const ELSEWHERE = ['/tracking-items/export', `/tracking-items/${NOBODY}`];
const READS = [LIST, `${LIST}/${NOBODY}`, '/audit', '/audit/verify'];

/** Everything that persons, and administrators in their place, can be told of their rights and of the audit log. */
export async function walkRights(walker: Walker, stranger: string): Promise<void> {
  const cookie = await decided(walker);
  for (const kind of ['export', 'erase']) await walkRefusals(walker, `/privacy/${kind}`, stranger);
  await walker.ask('POST', '/privacy/export', { headers: { Cookie: cookie } });
  const Authorization = `Bearer ${walker.token}`;
  await walker.send('POST', '/privacy/export', { subjectId: NOBODY }, { Authorization, ...REASON });
  const { id, token } = bodyOf(await walker.ask('POST', '/privacy/erase', { headers: { Cookie: cookie } })) as {
    id: string;
    token: string;
  };
  await walkActions(walker, id, stranger);
  await walker.ask('GET', '/privacy/requests', { headers: { 'Privacy-Request-Token': token } });
  await walkReads(walker, id, stranger);
  await walkRate(walker);
}

async function walkRefusals(walker: Walker, path: string, stranger: string): Promise<void> {
  const Authorization = `Bearer ${walker.token}`;
  await walker.ask('POST', path);
  await walker.ask('POST', path, { headers: { Origin: 'https://evil.example' } });
  await walker.send('POST', path, { subjectId: NOBODY });
  await walker.send('POST', path, { subjectId: NOBODY }, { Authorization: `Bearer ${stranger}` });
  await walker.send('POST', path, { subjectId: 'nobody' }, { Authorization });
  await walker.send('POST', path, { subjectId: NOBODY }, { Authorization, ...ENDLESS });
  await walker.oddBodies('POST', path);
}

/** An erasure can be put off once, as long as it is not done. */
async function walkActions(walker: Walker, id: string, stranger: string): Promise<void> {
  const path = `${LIST}/${id}/actions`;
  const extension = { action: 'extend', reason: 'The archive of 2019 has to be searched by hand.' };
  for (const body of [extension, extension, { action: 'retry' }, { action: 'extend' }, { action: 'nothing' }])
    await walker.admin('POST', path, body);
  await walker.admin('POST', path, extension, ENDLESS);
  for (const nobody of [NOBODY, 'nobody']) await walker.admin('POST', `${LIST}/${nobody}/actions`, extension);
  await walker.strangers('POST', path, stranger);
  await walker.oddBodies('POST', `/admin${path}`, { Authorization: `Bearer ${walker.token}` });
}

async function walkReads(walker: Walker, id: string, stranger: string): Promise<void> {
  for (const path of [
    `${LIST}?kind=erase&overdue=false&limit=1`,
    `${LIST}?subjectId=${NOBODY}`,
    `${LIST}?state=nothing`,
    `${LIST}?cursor=x`,
    `${LIST}/${id}`,
    `${LIST}/nobody`,
    '/audit?limit=1&from=2026-01-01&to=2099-01-01',
    `/audit?target=${NOBODY}`,
    '/audit?from=x',
    '/audit?cursor=x',
    '/audit/verify?cursor=x',
    `/audit/verify?cursor=${'x'.repeat(600)}`,
  ])
    await walker.admin('GET', path, undefined, REASON);
  for (const path of READS) {
    await walker.admin('GET', path);
    await walker.admin('GET', path, undefined, ENDLESS);
    await walker.strangers('GET', path, stranger);
  }
  for (const path of ELSEWHERE) await walker.admin('GET', path, undefined, ENDLESS);
}

/** All who ask from one network, beyond which nobody is answered for an hour. */
const MOST_OF_A_NETWORK = 200;

/** How often somebody may ask for themselves. */
async function walkRate(walker: Walker): Promise<void> {
  for (const path of ['/privacy/export', '/privacy/erase']) {
    let status = 0;
    for (let i = 0; i <= MOST_OF_A_NETWORK && status !== 429; i += 1) status = (await walker.ask('POST', path)).status;
  }
}
