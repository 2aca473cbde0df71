import { bodyOf, type Walker } from './walker.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';
const REASON = { 'Audit-Reason': 'a complaint' };
/** More than is kept. */
const ENDLESS = { 'Audit-Reason': 'x'.repeat(501) };
const GRANT = { decisions: { STATISTICS: 'granted', MARKETING: 'denied' }, language: 'en', surface: 'banner' };
const REFUSAL = { decisions: { STATISTICS: 'denied', MARKETING: 'denied' }, language: 'en', surface: 'banner' };
const PROOFS = ['evidence', 'receipt'];
const SIGNED = { Accept: 'application/jwt' };
const FORMS = [{}, { Accept: 'application/ld+json' }, SIGNED, { Accept: 'image/png' }];
const EXHIBITS = '/consent/notices/1/exhibits';
const MOST_EXHIBITS = 100;
/** What can be attached to a notice. */
export const EXHIBIT = {
  kind: 'screenshot',
  name: 'de, 360 × 800',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  mediaType: 'image/png',
  size: 48_213,
  url: 'https://files.example.com/notice-1-de-360.png',
};

/** Everything that visitors and administrators can be told of proofs, and of what is attached to notices. */
export async function walkEvidence(walker: Walker, stranger: string): Promise<void> {
  const granted = await decide(walker, GRANT);
  const refused = await decide(walker, REFUSAL);
  await walkOwn(walker, granted, refused);
  await walkAny(walker, granted.id, refused.id, stranger);
  await walkLedger(walker, granted.id, stranger);
  await walkExhibits(walker, stranger);
  await walker.ask('GET', '/.well-known/consent-ledger.json');
}

interface Decided {
  readonly id: string;
  readonly cookie: string;
}

async function decide(walker: Walker, decision: object): Promise<Decided> {
  const made = await walker.send('POST', '/consent', decision);
  const cookie = (made.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]!).join('; ');
  return { id: (bodyOf(made) as { id: string }).id, cookie };
}

/** The records of the visitor who asks. */
async function walkOwn(walker: Walker, granted: Decided, refused: Decided): Promise<void> {
  for (const { id, cookie } of [granted, refused]) {
    await walker.ask('GET', `/consent/records/${id}/evidence`, { headers: { Cookie: cookie } });
    for (const form of FORMS)
      await walker.ask('GET', `/consent/records/${id}/receipt`, { headers: { Cookie: cookie, ...form } });
  }
  for (const proof of PROOFS) {
    await walker.ask('GET', `/consent/records/${refused.id}/${proof}`, { headers: { Cookie: granted.cookie } });
    await walker.ask('GET', `/consent/records/nothing/${proof}`, { headers: { Cookie: granted.cookie } });
    await walker.elsewhere('GET', `/consent/records/${granted.id}/${proof}`);
  }
}

/** The records of anybody. */
async function walkAny(walker: Walker, granted: string, refused: string, stranger: string): Promise<void> {
  for (const form of FORMS)
    await walker.admin('GET', `/consent/records/${granted}/receipt`, undefined, { ...REASON, ...form });
  await walker.admin('GET', `/consent/records/${refused}/receipt`, undefined, SIGNED);
  for (const proof of PROOFS) {
    const path = `/consent/records/${granted}/${proof}`;
    await walker.admin('GET', path, undefined, REASON);
    await walker.admin('GET', path, undefined, ENDLESS);
    await walker.strangers('GET', path, stranger);
    for (const id of [NOBODY, 'nothing']) await walker.admin('GET', `/consent/records/${id}/${proof}`);
  }
}

async function walkLedger(walker: Walker, id: string, stranger: string): Promise<void> {
  for (const path of [`/consent/records/${id}`, '/consent/ledger/verify']) {
    await walker.admin('GET', path, undefined, REASON);
    await walker.admin('GET', path, undefined, ENDLESS);
    await walker.strangers('GET', path, stranger);
  }
}

/** Attached until there is no more room. */
async function walkExhibits(walker: Walker, stranger: string): Promise<void> {
  await walker.admin('GET', EXHIBITS);
  await walker.admin('POST', EXHIBITS, { ...EXHIBIT, sha256: 'x' });
  await walker.admin('POST', EXHIBITS, EXHIBIT, ENDLESS);
  await walker.admin('POST', EXHIBITS.replace('1', '99'), EXHIBIT);
  for (const [method, body] of [['GET'], ['POST', EXHIBIT]] as const) {
    await walker.admin(method, EXHIBITS.replace('1', 'x'), body);
    await walker.admin(method, `${EXHIBITS}?site=nobody`, body);
    await walker.admin(method, EXHIBITS, body, { Host: 'nobody.example' });
    await walker.strangers(method, EXHIBITS, stranger);
  }
  await walker.oddBodies('POST', `/admin${EXHIBITS}`, { Authorization: `Bearer ${walker.token}` });
  let status = 0;
  for (let i = 0; i <= MOST_EXHIBITS && status !== 409; i += 1)
    status = (await walker.admin('POST', EXHIBITS, EXHIBIT)).status;
  await walker.admin('GET', EXHIBITS);
}
