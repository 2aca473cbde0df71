import { type EvidenceFile, verifyEvidence } from '@nest-privacy/consent/evidence';
import { type SealingPublicKey } from '@nest-privacy/core/sealing';
import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { Visitor } from './visitor.js';

describe.each(platforms())('the proof of a decision ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;

  beforeAll(async () => {
    prepared = await platform.prepare();
    app = await startProcess(prepared.variables);
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
  });

  it('is there for whose it is and for administrators within seconds, as evidence and as receipts', async () => {
    const visitor = new Visitor(app);
    const decided = await visitor.send('POST', '/consent', {
      decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
      language: 'en',
      surface: 'banner',
    });
    const { id } = (await decided.json()) as { id: string };
    const fileOf = async (): Promise<EvidenceFile> =>
      (await (await visitor.send('GET', `/consent/records/${id}/evidence`)).json()) as EvidenceFile;
    const file = await eventually(fileOf, ({ seal }) => seal.status === 'included');
    const jwks = (await (await visitor.visit('/.well-known/consent-ledger.json')).json()) as {
      keys: SealingPublicKey[];
    };
    const { verdict, checks } = verifyEvidence(file, jwks.keys);
    const outcomes = Object.fromEntries(checks.map(({ check, outcome }) => [check, outcome]));
    expect(outcomes).toMatchObject({ record: 'holds', inclusion: 'holds', head: 'holds', catalogue: 'holds' });
    expect(outcomes).toMatchObject({ notice: 'holds', policy: 'holds', issued: 'holds' });
    expect(verdict).toBe('proven');

    for (const type of ['application/ld+json', 'application/jwt']) {
      const receipt = await visitor.send('GET', `/consent/records/${id}/receipt`, undefined, { Accept: type });
      expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
    }
    const admin = new Admin(app);
    for (const proof of ['evidence', 'receipt']) {
      const path = `/consent/records/${id}/${proof}`;
      const opened = await admin.ask('GET', path, undefined, { 'Audit-Reason': 'a complaint', Accept: '*/*' });
      expect(opened.status).toBe(200);
      const logged = await admin.ask<{ items: unknown[] }>('GET', `/audit?target=${id}&limit=50`);
      expect(logged.body.items).toContainEqual(
        expect.objectContaining({
          action: `GET /admin/consent/records/:id/${proof}`,
          target: { id: expect.stringMatching(/^#[\w-]{43}$/) as string },
          personal: true,
          reason: 'a complaint',
        }),
      );
    }
    expect((await new Visitor(app).send('GET', `/consent/records/${id}/evidence`)).status).toBe(404);
  });
});
