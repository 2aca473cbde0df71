import { pairedPlatforms, TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { type ConsentRecordView, ConsentSubjects } from '../index.js';

const everything = { STATISTICS: 'granted', MARKETING: 'granted' };
const said = { surface: 'banner', actor: 'guardian', uiBuild: 'sha256-9f86+d0/=', variant: 'B' };

describe.each(pairedPlatforms())('how a decision was expressed, on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({ adapter, database, consent: { rateLimit: 'off' } });
  });
  afterAll(() => server.close());
  beforeEach(() => void (visitor = new Browser(server.url)));

  it('stands in the record as the client told it, and who was asked as the server knows it', async () => {
    const first = await bodyOf<ConsentRecordView>(await visitor.decide(everything, said));
    expect(first).toMatchObject({ ...said, authMethod: 'new-subject' });
    server.clock.advance(1);
    const form = { decision: 'reject-all', redirect: '/', ...said, actor: 'agent' };
    expect((await visitor.send('POST', '/consent', { body: new URLSearchParams(form) })).status).toBe(303);
    server.clock.advance(1);
    await visitor.send('DELETE', '/consent');
    const history = await bodyOf<{ items: ConsentRecordView[] }>(await visitor.send('GET', '/consent/records'));
    const silent = { surface: null, actor: 'data-subject', uiBuild: null, variant: null };
    expect(history.items).toMatchObject([
      { ...silent, method: 'withdraw', authMethod: 'subject-cookie' },
      { ...said, actor: 'agent', authMethod: 'subject-cookie' },
      first,
    ]);
  });

  it.each([
    ['surface', 'a'.repeat(33)],
    ['surface', '<b>'],
    ['actor', 'controller'],
    ['actor', ['guardian']],
    ['uiBuild', 'x'.repeat(65)],
    ['uiBuild', ' '],
    ['variant', { $gt: '' }],
    ['authMethod', 'subject-cookie'],
  ])('is refused where %s is %j', async (name, value) => {
    const refused = await visitor.decide(everything, { [name]: value });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ path: name })] }),
    ]);
  });

  it('is part of what an idempotent request asks for', async () => {
    const key = { 'idempotency-key': '0198c0de-0000-7000-8000-00000000000b' };
    expect((await visitor.decide(everything, said, key)).status).toBe(201);
    expect((await visitor.decide(everything, said, key)).status).toBe(200);
    expect((await visitor.decide(everything, { ...said, uiBuild: 'B', variant: undefined }, key)).status).toBe(409);
  });
});

it('names the application where it is the one who knows the visitor', async () => {
  const [database] = testDatabases();
  const known = { subjectOf: () => '0198c0de-0000-7000-8000-0000000000aa', cookiesFor: () => [] };
  const server = await startConsentApp({
    adapter: TEST_ADAPTERS[0]!,
    database: database!,
    own: [{ provide: ConsentSubjects, useValue: known }],
  });
  const record = await bodyOf<ConsentRecordView>(await new Browser(server.url).decide(everything));
  expect(record.authMethod).toBe('application');
  await server.close();
});
