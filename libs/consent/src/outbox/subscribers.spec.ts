import { Injectable } from '@nestjs/common';
import { minutes } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { Browser, bodyOf } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { settled } from '../../test/settled.js';
import { type ConsentChange, ConsentOutbox, type ConsentRecordView, OnConsentChange } from '../index.js';

@Injectable()
class Crm {
  readonly told: ConsentChange[] = [];
  readonly withdrawn: string[] = [];
  fails: (change: ConsentChange) => boolean = () => false;

  @OnConsentChange()
  async update(change: ConsentChange): Promise<void> {
    await Promise.resolve();
    this.told.push(change);
    if (this.fails(change)) throw new Error('the CRM is away');
  }

  @OnConsentChange({ name: 'forgetting', events: ['withdrawn'] })
  forget({ recordId }: ConsentChange): void {
    this.withdrawn.push(recordId);
  }
}

@Injectable()
class Twice {
  @OnConsentChange({ name: 'same' })
  one(): void {
    // Told, and does nothing.
  }

  @OnConsentChange({ name: 'same' })
  other(): void {
    // Told, and does nothing.
  }
}

describe.each(testDatabases())('subscribers on $name', (database) => {
  let server: ConsentApp;
  let crm: Crm;

  beforeAll(async () => {
    const consent = { outbox: { pollInterval: 'off' } } as const;
    server = await startConsentApp({ adapter: 'fastify', database, providers: [Crm], consent });
    crm = server.app.get(Crm);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    crm.fails = () => false;
    await tell();
    crm.told.length = 0;
    crm.withdrawn.length = 0;
  });

  const tell = async (): Promise<void> => {
    await settled(server.source);
    await server.app.get(ConsentOutbox).run();
  };
  const decided = async (visitor: Browser, decision: string): Promise<ConsentRecordView> =>
    bodyOf<ConsentRecordView>(await visitor.decide({ MARKETING: decision }));

  it('are told of each change, in order of each subject', async () => {
    const visitor = new Browser(server.url);
    const records = [await decided(visitor, 'granted'), await decided(visitor, 'denied')];
    const withdrawal = await bodyOf<ConsentRecordView>(await visitor.send('DELETE', '/consent'));
    await tell();
    expect(crm.told.map(({ recordId, eventType }) => [recordId, eventType])).toEqual([
      [records[0]!.id, 'given'],
      [records[1]!.id, 'changed'],
      [withdrawal.id, 'withdrawn'],
    ]);
    expect(crm.withdrawn).toEqual([withdrawal.id]);
    await tell();
    expect(crm.told).toHaveLength(3);
  });

  it('that throw are told again, and hold neither other subjects nor other subscribers back', async () => {
    const [stuck, fine] = [new Browser(server.url), new Browser(server.url)];
    const first = await decided(stuck, 'granted');
    const withdrawal = await bodyOf<ConsentRecordView>(await stuck.send('DELETE', '/consent'));
    const other = await decided(fine, 'granted');
    crm.fails = ({ recordId }) => recordId === first.id;
    await tell();
    expect(crm.told.map(({ recordId }) => recordId).sort()).toEqual([first.id, other.id].sort());
    expect(crm.withdrawn).toEqual([withdrawal.id]);
    crm.fails = () => false;
    server.clock.advance(minutes(1));
    await tell();
    expect(crm.told.slice(2).map(({ recordId }) => recordId)).toEqual([first.id, withdrawal.id]);
  });

  it('are told of nothing that was not committed', async () => {
    await expect(
      server.source.transaction(async (manager) => {
        await manager.query(`UPDATE privacy_consent_state SET withdrawn = withdrawn`);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await tell();
    expect(crm.told).toEqual([]);
  });

  it('of one name are refused at start', async () => {
    const starting = startConsentApp({ adapter: 'fastify', database, providers: [Twice] });
    await expect(starting).rejects.toThrow(/CONSENT_SUBSCRIBER_INVALID.*"same"/);
  });
});
