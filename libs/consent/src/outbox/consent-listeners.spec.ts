import { ConsentChangeListener, minutes, type SubjectConsentChange } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { Browser, bodyOf } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { settled } from '../../test/settled.js';
import { ConsentOutbox, type ConsentRecordView } from '../index.js';

class Listener implements ConsentChangeListener {
  readonly told: SubjectConsentChange[] = [];
  isAway = false;

  constructor(readonly name: string) {}

  async changed(change: SubjectConsentChange): Promise<void> {
    await Promise.resolve();
    this.told.push(change);
    if (this.isAway) throw new Error('its database is away');
  }
}

describe.each(testDatabases())('those who listen to changes of consent, on $name', (database) => {
  let server: ConsentApp;
  const [one, other] = [new Listener('one'), new Listener('other')];

  beforeAll(async () => {
    server = await startConsentApp({
      adapter: 'fastify',
      database,
      providers: [{ provide: ConsentChangeListener, useValue: [one, other] }],
      consent: { outbox: { pollInterval: 'off' } },
    });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await tell();
    for (const listener of [one, other]) Object.assign(listener, { isAway: false }).told.length = 0;
  });

  const tell = async (): Promise<void> => {
    await settled(server.source);
    await server.app.get(ConsentOutbox).run();
  };
  const decided = async (visitor: Browser, decision: string): Promise<ConsentRecordView> =>
    bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: decision }));

  it('are told of each in order, and whether anything stood before it', async () => {
    const visitor = new Browser(server.url);
    const records = [await decided(visitor, 'granted'), await decided(visitor, 'denied')];
    records.push(await bodyOf<ConsentRecordView>(await visitor.send('DELETE', '/consent')));
    records.push(await decided(visitor, 'denied'));
    await tell();
    expect(one.told.map(({ changeId, follows, decisions }) => [changeId, follows, decisions.STATISTICS])).toEqual([
      [records[0]!.id, 'nothing', 'granted'],
      [records[1]!.id, 'decision', 'denied'],
      [records[2]!.id, 'decision', 'denied'],
      [records[3]!.id, 'nothing', 'denied'],
    ]);
    expect(one.told[0]).toMatchObject({ siteId: 'default', at: Date.parse(records[0]!.receivedAt) });
    expect(new Set(one.told.map(({ subjectId }) => subjectId)).size).toBe(1);
    expect(other.told).toEqual(one.told);
  });

  it('are told of what they want alone', async () => {
    const wanting = Object.assign(one, { wants: ({ follows }: SubjectConsentChange) => follows === 'decision' });
    const visitor = new Browser(server.url);
    await decided(visitor, 'granted');
    const second = await decided(visitor, 'denied');
    await tell();
    expect(one.told.map(({ changeId }) => changeId)).toEqual([second.id]);
    expect(other.told).toHaveLength(2);
    Reflect.deleteProperty(wanting, 'wants');
  });

  it('are told again once they can be, and keep neither the visitor nor others waiting', async () => {
    one.isAway = true;
    const visitor = new Browser(server.url);
    await decided(visitor, 'granted');
    expect((await visitor.send('DELETE', '/consent')).status).toBe(200);
    await tell();
    expect([one.told.length, other.told.length]).toEqual([1, 2]);
    one.isAway = false;
    server.clock.advance(minutes(1));
    await tell();
    expect(one.told.slice(1)).toEqual(other.told);
  });

  it.each([
    ['whose name is none', [new Listener('Not a name')], /CONSENT_LISTENER_INVALID.*"Not a name"/],
    ['of one name', [new Listener('same'), new Listener('same')], /CONSENT_LISTENER_INVALID.*"same"/],
  ])('%s are refused at start', async (_, listeners, problem) => {
    const providers = [{ provide: ConsentChangeListener, useValue: listeners }];
    await expect(startConsentApp({ adapter: 'fastify', database, providers })).rejects.toThrow(problem);
  });
});
