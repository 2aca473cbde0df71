import { createHash } from 'node:crypto';
import { hours } from '@nest-privacy/core';
import { CatalogueReader } from '@nest-privacy/core';
import { type TestDatabase } from '@nest-privacy/core/testing';
import { type VisitorConsentView } from '@nest-privacy/consent';
import { AdjustableCatalogue } from '../../libs/consent/test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../libs/consent/test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { as, login, withUsers } from '../../libs/consent/test/logins.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';
import { type ModelNotices, ModelVisitor } from './model-visitor.js';
import { CATEGORIES, DEVICES, type Step } from './step.js';

/** A browser, and what the model knows of who sits before it. */
interface Device {
  readonly browser: Browser;
  readonly user: string;
  gpc: boolean;
  isLoggedIn: boolean;
  person: ModelVisitor | null;
}

/** Lives stories through the real module, over HTTP, beside the model, and compares the two after each step. */
export class LiveStory {
  private readonly notices: ModelNotices = { version: 0, since: { STATISTICS: 0, MARKETING: 0 } };
  private readonly persons = new Map<string, ModelVisitor>();
  private devices: Device[] = [];
  private told = 0;

  private constructor(
    private readonly server: ConsentApp,
    private readonly catalogue: AdjustableCatalogue,
  ) {}

  /** Under `opt-out`, where whatever is not refused would be allowed: so that a refusal, an expiry and a renewal must each say no by themselves. */
  static async start(database: TestDatabase): Promise<LiveStory> {
    const [users, catalogue] = [withUsers(), new AdjustableCatalogue()];
    const server = await startConsentApp({
      adapter: 'fastify',
      database,
      controllers: users.controllers!,
      own: [users.binding, { provide: CatalogueReader, useValue: catalogue }],
      consent: {
        rateLimit: 'off',
        regime: 'opt-out',
        catalogueRenewal: 'none',
        notices: { servedInterval: 'off' },
        outbox: { pollInterval: 'off' },
      },
    });
    server.app.useLogger(false);
    const live = new LiveStory(server, catalogue);
    await live.publish('all');
    return live;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** @throws what a comparison throws */
  async tell(steps: readonly Step[]): Promise<void> {
    this.told += 1;
    this.devices = Array.from({ length: DEVICES }, (_, i) => ({
      browser: new Browser(this.server.url),
      user: `user-${this.told}-${i < 2 ? 'a' : 'b'}`,
      gpc: false,
      isLoggedIn: false,
      person: null,
    }));
    for (const step of steps) {
      await this.take(step);
      await this.compare();
      // Orders within a moment are the server's to give, and are no part of the model.
      this.server.clock.advance(1);
    }
    const before = await this.rows();
    await this.compare();
    expect(await this.rows()).toEqual(before);
  }

  private async take(step: Step): Promise<void> {
    if (step.kind === 'wait') return this.server.clock.advance(hours(step.hours));
    if (step.kind === 'publish') return this.publishStep(step);
    const device = this.devices[step.device]!;
    if (step.kind === 'signal') device.gpc = step.gpc;
    else if (step.kind === 'login') await this.login(device);
    else await this.decide(device, step);
  }

  private async decide(device: Device, step: Extract<Step, { kind: 'decide' | 'withdraw' }>): Promise<void> {
    // Who has logged in stays so: a grant of somebody who has not would be another person's.
    const headers = { ...signalsOf(device), ...(device.isLoggedIn && as(device.user)) };
    const informed = step.kind === 'decide' && step.informed;
    const decisions =
      step.kind === 'decide' ? step.decisions : { STATISTICS: 'denied' as const, MARKETING: 'denied' as const };
    const response = await (step.kind === 'decide'
      ? device.browser.decide(decisions, informed ? { acknowledgedSignals: ['gpc'] } : {}, headers)
      : device.browser.send('DELETE', '/consent', { headers }));
    expect([200, 201]).toContain(response.status);
    const known = device.isLoggedIn ? this.persons.get(device.user) : undefined;
    device.person ??= known ?? new ModelVisitor();
    if (device.isLoggedIn) this.persons.set(device.user, device.person);
    device.person.decide(decisions, { at: this.now, notices: this.notices, informed });
  }

  /** On login the newest explicit decision wins, and all devices of the user are one person from then on. */
  private async login(device: Device): Promise<void> {
    expect((await login(device.browser, device.user)).status).toBeLessThan(300);
    device.isLoggedIn = true;
    const known = this.persons.get(device.user);
    if (known !== undefined && device.person !== null && known !== device.person) known.takeOver(device.person);
    if (known === undefined) device.person?.link(this.now, this.notices);
    const person = known ?? device.person;
    if (person === null) return;
    this.persons.set(device.user, person);
    device.person = person;
  }

  private async publishStep({ renewal, changed }: Extract<Step, { kind: 'publish' }>): Promise<void> {
    if (renewal === 'changed') this.catalogue.change(changed, 'any', this.now);
    await this.publish(renewal);
    for (const name of CATEGORIES)
      if (renewal === 'all' || (renewal === 'changed' && name === changed))
        this.notices.since[name] = this.notices.version;
  }

  private async publish(renewal: string): Promise<void> {
    const admin = new Browser(this.server.url, { authorization: ADMIN_TOKEN });
    const draft = await admin.send('POST', '/admin/consent/notices/draft', { body: noticeContent() });
    const published = await admin.send('POST', '/admin/consent/notices/draft/publish', {
      body: { renewal },
      headers: { 'if-match': draft.headers.get('etag')! },
    });
    expect([draft.status, published.status]).toEqual([201, 201]);
    this.notices.version = (await bodyOf<{ version: number }>(published)).version;
  }

  private async compare(): Promise<void> {
    for (const device of this.devices) await this.compareOne(device);
  }

  private async compareOne(device: Device): Promise<void> {
    const { browser, person, gpc } = device;
    const response = await browser.send('GET', '/consent', { headers: signalsOf(device) });
    expect(response.headers.getSetCookie()).toEqual([]);
    const view = await bodyOf<VisitorConsentView>(response);
    if (person === null) {
      expect(view).toMatchObject({
        state: 'unset',
        recordId: null,
        decisions: { STATISTICS: 'unset', MARKETING: 'unset' },
        allowed: { STATISTICS: true, MARKETING: !gpc },
      });
      return;
    }
    for (const name of CATEGORIES) {
      const seen = { decision: view.decisions[name], allowed: view.allowed[name] };
      expect({ name, ...seen }).toMatchObject({ name, ...person.expected(name, this.now, gpc, this.notices) });
    }
    await this.compareWithLedger(view);
  }

  /** The cookie, the state and the ledger are of one mind: the newest decision is in force, and nothing is granted that no record grants. */
  private async compareWithLedger({ recordId, decisions }: VisitorConsentView): Promise<void> {
    const [row] = await this.server.source.query<{ decisions: string; state: string }[]>(
      `SELECT record.decisions AS decisions, state.record_id AS state FROM privacy_consent_record AS record
        JOIN privacy_consent_state AS state ON state.subject_id = record.subject_id WHERE record.id = '${recordId}'`,
    );
    expect(row?.state).toBe(recordId);
    const recorded = JSON.parse(row!.decisions) as Record<string, string>;
    for (const name of CATEGORIES) {
      if (decisions[name] === 'granted') expect(recorded[name]).toBe('granted');
      if (recorded[name] === 'denied') expect(decisions[name]).toBe('denied');
    }
  }

  /** Every row of every table: none of it may change while somebody reads. */
  private async rows(): Promise<unknown> {
    const { source } = this.server;
    const digests = source.entityMetadatas.map(async ({ tablePath }) => {
      const rows = await source.query<object[]>(`SELECT * FROM ${tablePath}`);
      const lines = rows.map((row) => JSON.stringify(row)).sort();
      return [tablePath, createHash('sha256').update(lines.join('\n')).digest('hex')];
    });
    return Promise.all(digests);
  }

  private get now(): number {
    return this.server.clock.now();
  }
}

const signalsOf = ({ gpc }: Device): Record<string, string> => (gpc ? { 'sec-gpc': '1' } : {});
