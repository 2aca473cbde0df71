import { type Page } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { ConsentRecordEntity, type ConsentRecordView } from '../index.js';
import { LateSignalNotes } from './late-signal-notes.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const GPC = { 'sec-gpc': '1' };
const DNT = { dnt: '1' };

describe.each(testDatabases())('signals of the browser on $name', (database) => {
  let server: ConsentApp;
  let noticeVersion = 1;

  beforeEach(async () => {
    noticeVersion = 1;
    server = await startConsentApp({ database, adapter: 'fastify', consent: { noticeVersion: () => noticeVersion } });
  });
  afterEach(() => server.close());

  const told = async (visitor: Browser): Promise<readonly ConsentRecordView[]> =>
    (await bodyOf<Page<ConsentRecordView>>(await visitor.send('GET', '/consent/records'))).items;
  const events = async (visitor: Browser): Promise<string[]> => (await told(visitor)).map((each) => each.eventType);

  it('are told of once for a subject and a notice, before the decision that they came with', async () => {
    const visitor = new Browser(server.url);
    for (let i = 0; i < 3; i++) {
      await visitor.decide({ STATISTICS: i === 1 ? 'denied' : 'granted', MARKETING: 'denied' }, {}, GPC);
      server.clock.advance(1_000);
    }
    expect(await events(visitor)).toEqual(['changed', 'changed', 'given', 'signal-applied']);
    const [signal, first] = [...(await told(visitor))].reverse();
    expect(signal).toMatchObject({
      method: 'gpc',
      decisions: { STATISTICS: 'unset', MARKETING: 'unset' },
      signals: { gpc: true, dnt: null },
      signalConflict: [],
      policyId: first!.policyId,
      reaskNotBefore: null,
      receivedAt: '2026-06-15T11:59:59.999Z',
    });
    expect(first).toMatchObject({ receivedAt: '2026-06-15T12:00:00.000Z', eventType: 'given' });
  });

  it('are told of anew with another notice, and each by itself', async () => {
    const visitor = new Browser(server.url);
    await visitor.decide({ MARKETING: 'denied' }, {}, GPC);
    await visitor.decide({ MARKETING: 'denied' }, {}, { ...GPC, ...DNT });
    noticeVersion = 2;
    await visitor.decide({ MARKETING: 'denied' }, {}, DNT);
    await visitor.decide({ MARKETING: 'denied' });
    expect((await events(visitor)).filter((event) => event === 'signal-applied')).toHaveLength(3);
    const { items } = await bodyOf<Page<ConsentRecordView>>(await visitor.send('GET', '/consent/records'));
    const signals = items.filter(({ eventType }) => eventType === 'signal-applied');
    expect(signals.map(({ method, noticeVersion: version }) => [method, version])).toEqual([
      ['dnt', 2],
      ['dnt', 1],
      ['gpc', 1],
    ]);
  });

  it('are flagged where something is granted against them', async () => {
    const visitor = new Browser(server.url);
    const both = { STATISTICS: 'granted', MARKETING: 'granted' };
    const informed = { acknowledgedSignals: ['gpc'] };
    const conflict = async (headers: Record<string, string>): Promise<unknown> =>
      (await bodyOf<ConsentRecordView>(await visitor.decide(both, informed, headers))).signalConflict;
    expect(await conflict({})).toEqual([]);
    expect(await conflict(GPC)).toEqual(['MARKETING']);
    expect(await conflict(DNT)).toEqual(['STATISTICS', 'MARKETING']);
    const signals = (await told(visitor)).filter(({ eventType }) => eventType === 'signal-applied');
    expect(signals.map(({ signalConflict }) => signalConflict)).toEqual([['STATISTICS', 'MARKETING'], ['MARKETING']]);
  });

  it('are told of each by itself where both come with one decision, and what stands against each', async () => {
    const visitor = new Browser(server.url);
    const both = { STATISTICS: 'granted', MARKETING: 'granted' };
    await visitor.decide(both, { acknowledgedSignals: ['gpc'] }, { ...GPC, ...DNT });
    const records = await told(visitor);
    expect(records.map(({ eventType, method }) => [eventType, method])).toEqual([
      ['given', 'api'],
      ['signal-applied', 'dnt'],
      ['signal-applied', 'gpc'],
    ]);
    expect(records.map(({ signalConflict }) => signalConflict)).toEqual([
      ['STATISTICS', 'MARKETING'],
      ['STATISTICS', 'MARKETING'],
      ['MARKETING'],
    ]);
    expect(new Set(records.map(({ receivedAt }) => receivedAt)).size).toBe(3);
  });

  it('are told of once for a notice when they come after the last decision, and nothing else changes', async () => {
    const visitor = new Browser(server.url);
    const decided = await bodyOf<ConsentRecordView>(await visitor.decide({ MARKETING: 'granted' }));
    const report = async (headers: Record<string, string>): Promise<void> => {
      server.clock.advance(1_000);
      const answer = await visitor.send('POST', '/consent/notices-served', { body: { noticeVersion }, headers });
      expect(answer.status).toBe(202);
      await server.app.get(LateSignalNotes, { strict: false }).flush();
    };
    await report({});
    for (let i = 0; i < 3; i++) await report(GPC);
    await report({ ...GPC, ...DNT });
    expect(await events(visitor)).toEqual(['signal-applied', 'signal-applied', 'given']);
    const [dnt, gpc] = await told(visitor);
    const standing = { decisions: { STATISTICS: 'unset', MARKETING: 'granted' }, validUntil: decided.validUntil };
    expect([dnt, gpc]).toEqual([
      expect.objectContaining({ method: 'dnt', signalConflict: ['MARKETING'], ...standing }),
      expect.objectContaining({ method: 'gpc', signalConflict: ['MARKETING'], ...standing }),
    ]);
    const consent = await visitor.consent();
    expect(consent).toMatchObject({ recordId: decided.id, allowed: { MARKETING: true }, promptRequired: true });
    server.clock.advance(1);
    await visitor.decide({ MARKETING: 'granted' }, {}, GPC);
    expect(await events(visitor)).toEqual(['renewed', 'signal-applied', 'signal-applied', 'given']);
    noticeVersion = 2;
    await report(GPC);
    expect((await events(visitor))[0]).toBe('signal-applied');
  });

  it('of nobody leave nothing behind when a notice is shown', async () => {
    const before = await server.source.getRepository(ConsentRecordEntity).count();
    await new Browser(server.url).send('POST', '/consent/notices-served', { body: { noticeVersion }, headers: GPC });
    await server.app.get(LateSignalNotes, { strict: false }).flush();
    expect(await server.source.getRepository(ConsentRecordEntity).count()).toBe(before);
  });

  it('leave nothing behind where nothing is decided, however often they come', async () => {
    const visitor = new Browser(server.url);
    for (let i = 0; i < 5; i++) await visitor.consent({ ...GPC, ...DNT });
    expect(await server.source.getRepository(ConsentRecordEntity).count()).toBe(0);
    expect(visitor.cookies.size).toBe(0);
  });

  it('are told of once by a hundred first decisions and their repetitions', async () => {
    const visitors = Array.from({ length: 50 }, () => new Browser(server.url));
    const keys = visitors.map(() => ({ 'idempotency-key': crypto.randomUUID() }));
    const send = (): Promise<Response[]> =>
      Promise.all(visitors.map((one, i) => one.decide({ MARKETING: 'denied' }, {}, { ...GPC, ...keys[i] })));
    expect(new Set((await send()).map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set((await send()).map(({ status }) => status))).toEqual(new Set([200]));
    const records = await server.source.getRepository(ConsentRecordEntity).find();
    expect(records.filter(({ eventType }) => eventType === 'signal-applied')).toHaveLength(50);
    expect(records).toHaveLength(100);
  });

  it('are told of as well when everything is withdrawn, and the subject stands where the decision left it', async () => {
    const visitor = new Browser(server.url);
    await visitor.decide({ STATISTICS: 'granted' });
    await visitor.send('DELETE', '/consent', { headers: GPC });
    expect(await events(visitor)).toEqual(['withdrawn', 'signal-applied', 'given']);
    const [withdrawal, signal] = await told(visitor);
    expect(signal!.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
    expect((await visitor.consent()).recordId).toBe(withdrawal!.id);
  });
});
