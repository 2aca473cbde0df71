import { Logger } from '@nestjs/common';
import { days, hours, minutes, seconds } from '@nest-privacy/core';
import { AddressGuard } from '@nest-privacy/core/kit';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { Webhook } from 'standardwebhooks';
import { Browser, bodyOf } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { WebhookReceiver } from '../../test/webhook-receiver.js';
import { settled } from '../../test/settled.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DeliveryRetention } from './delivery-retention.js';
import { newWebhookSecret } from './webhook-secret.js';
import { ConsentOutbox, type ConsentRecordView } from '../index.js';

interface View {
  readonly id: string;
  readonly status: string;
  readonly secret: string;
  readonly deliveries: { readonly pending: number; readonly parked: number };
}

interface Delivery {
  readonly recordId: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

describe.each(testDatabases().map((database, i) => ({ name: database.name, database, adapter: TEST_ADAPTERS[i]! })))(
  'webhooks on $name under $adapter',
  ({ database, adapter }) => {
    let server: ConsentApp;
    /** Of the webhook that the options name. */
    let named: WebhookReceiver;
    let receiver: WebhookReceiver;
    let admin: Browser;

    beforeAll(async () => {
      named = await WebhookReceiver.start();
      const webhooks = [{ id: 'named', url: named.url, secrets: [newWebhookSecret('v1')] }];
      const outbox = { pollInterval: 'off', allowPrivateAddresses: ['127.0.0.1'], timeout: 400, webhooks } as const;
      server = await startConsentApp({ adapter, database, consent: { outbox } });
      admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
      // Receivers compare the time of a signature with theirs.
      server.clock.set(Date.now());
    });
    afterAll(async () => {
      await named.close();
      await server.close();
    });
    beforeEach(async () => {
      receiver = await WebhookReceiver.start();
    });
    afterEach(async () => {
      const { items } = await bodyOf<{ items: View[] }>(await admin.send('GET', path));
      for (const { id } of items) await admin.send('DELETE', `${path}/${id}`);
      await receiver.close();
    });

    const path = '/admin/consent/webhooks';
    const queue = (): DeliveryQueue => server.app.get(DeliveryQueue, { strict: false });
    const added = async (input: object = {}): Promise<View> => {
      await settled(server.source);
      return bodyOf<View>(await admin.send('POST', path, { body: { url: receiver.url, ...input } }));
    };
    const viewOf = async ({ id }: View): Promise<View> => bodyOf<View>(await admin.send('GET', `${path}/${id}`));
    const deliveriesOf = async ({ id }: View): Promise<Delivery[]> =>
      (await bodyOf<{ items: Delivery[] }>(await admin.send('GET', `${path}/${id}/deliveries`))).items;
    const tell = async (): Promise<void> => {
      await settled(server.source);
      await server.app.get(ConsentOutbox).run();
    };
    /** What there is of a webhook in the database. */
    const traceOf = async ({ id }: View): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (const place of ['delivery WHERE target', 'webhook WHERE id', 'follower WHERE name'])
        found.push(
          ...(await server.source.query<unknown[]>(
            `SELECT 1 FROM privacy_consent_${place} = '${place.startsWith('follower') ? 'outbox:' : ''}${id}'`,
          )),
        );
      return found;
    };
    const decided = async (visitor: Browser, decision: string): Promise<ConsentRecordView> =>
      bodyOf<ConsentRecordView>(await visitor.decide({ MARKETING: decision }));

    it('are told of each change, signed, and of nothing personal', async () => {
      await decided(new Browser(server.url), 'granted');
      const { secret } = await added();
      const record = await decided(
        new Browser(server.url, { 'sec-fetch-site': 'same-origin', 'user-agent': 'Firefox' }),
        'granted',
      );
      await tell();
      expect(receiver.received).toHaveLength(1);
      const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]];
      const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
      expect(verified).toEqual({
        type: 'consent.given',
        timestamp: record.receivedAt,
        data: {
          siteId: record.siteId,
          subjectId: record.subjectId,
          recordId: record.id,
          eventType: 'given',
          decisions: record.decisions,
          noticeVersion: 1,
          receivedAt: record.receivedAt,
          validUntil: record.validUntil,
        },
      });
      expect(headers['webhook-id']).toBe(record.id);
      await tell();
      expect(receiver.received).toHaveLength(1);
    });

    it('show their secret once, and keep it encrypted', async () => {
      const webhook = await added();
      expect(webhook.secret).toMatch(/^whsec_/);
      expect(await viewOf(webhook)).not.toHaveProperty('secret');
      const rows = await server.source.query<object[]>('SELECT * FROM privacy_consent_webhook');
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(webhook.secret.slice('whsec_'.length));
    });

    it('are told of the events and the site that they ask for', async () => {
      await added({ events: ['withdrawn'], site: 'default' });
      const visitor = new Browser(server.url);
      await decided(visitor, 'granted');
      await visitor.send('DELETE', '/consent');
      await tell();
      expect(receiver.received.map(({ change }) => change.eventType)).toEqual(['withdrawn']);
    });

    it('are told in order of each subject, again until they take it, under the same id, while others go on', async () => {
      const webhook = await added();
      const [stuck, fine] = [new Browser(server.url), new Browser(server.url)];
      const first = await decided(stuck, 'granted');
      const second = await decided(stuck, 'denied');
      server.clock.advance(seconds(1));
      const other = await decided(fine, 'granted');
      receiver.reply = ({ change }) => (change.recordId === first.id ? 500 : 204);
      await tell();
      expect(receiver.ids.sort()).toEqual([first.id, other.id].sort());
      expect(await deliveriesOf(webhook)).toEqual([
        expect.objectContaining({ recordId: other.id, status: 'delivered', lastStatus: 204 }),
        expect.objectContaining({ recordId: second.id, status: 'pending', attempts: 0 }),
        expect.objectContaining({ recordId: first.id, status: 'pending', lastStatus: 500 }),
      ]);
      receiver.reply = () => 200;
      server.clock.advance(seconds(5));
      await tell();
      expect(receiver.ids.slice(2)).toEqual([first.id, second.id]);
      expect((await viewOf(webhook)).deliveries).toMatchObject({ pending: 0, parked: 0 });
    });

    it('wait for no change that they never take', async () => {
      const webhook = await added();
      const { id } = await decided(new Browser(server.url), 'granted');
      receiver.reply = ({ change }) => (change.recordId === id ? 422 : 204);
      for (let tries = 1; tries <= 12; tries++) {
        await tell();
        expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'pending', attempts: tries }]);
        server.clock.advance(Math.min(seconds(5) * 2 ** (tries - 1), hours(4)));
      }
      await tell();
      const other = await decided(new Browser(server.url), 'granted');
      await tell();
      expect(receiver.ids.at(-1)).toBe(other.id);
    });

    it('are left alone for as long as they ask, every change of them', async () => {
      await added();
      receiver.reply = () => (_request, response) => response.writeHead(503, { 'retry-after': '120' }).end();
      const first = await decided(new Browser(server.url), 'granted');
      await tell();
      receiver.reply = () => 204;
      const second = await decided(new Browser(server.url), 'granted');
      server.clock.advance(seconds(119));
      await tell();
      expect(receiver.ids).toEqual([first.id]);
      server.clock.advance(seconds(1));
      await tell();
      expect(receiver.ids.slice(1).sort()).toEqual([first.id, second.id].sort());
    });

    it('keep what somebody else said of a delivery since it was taken', async () => {
      const webhook = await added();
      const { id } = await decided(new Browser(server.url), 'granted');
      receiver.reply = () => 503;
      await tell();
      const claimed = async (): ReturnType<DeliveryQueue['claim']> => {
        server.clock.advance(minutes(1));
        return queue().claim(webhook.id, 1, seconds(15));
      };
      const [[slow], [quick]] = [await claimed(), await claimed()];
      await queue().settle(quick!, { status: 'delivered', lastStatus: 204 });
      await queue().settle(slow!, { lastStatus: 500, lastError: 'answered 500', dueAt: new Date(0) });
      expect(await deliveriesOf(webhook)).toMatchObject([{ recordId: id, status: 'delivered', lastStatus: 204 }]);
    });

    it('of the options are tried less and less after 410, and given up in the end', async () => {
      const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
      await tell();
      named.reply = () => 410;
      const before = named.ids.length;
      const { id } = await decided(new Browser(server.url), 'granted');
      for (const wait of [0, 1, seconds(5), 1, days(3)]) {
        server.clock.advance(wait);
        await tell();
      }
      expect(named.ids.slice(before)).toEqual([id, id, id]);
      const page = await queue().page('option:named', { status: 'parked' }, { limit: 10 });
      expect(page.items).toMatchObject([{ recordId: id, lastStatus: 410 }]);
      expect(warned.mock.calls.filter(([text]) => String(text).includes('"named"'))).toHaveLength(1);
      warned.mockRestore();
      named.reply = () => 204;
    });

    it('are told by somebody else once a process that took a delivery is gone', async () => {
      const webhook = await added();
      const { id } = await decided(new Browser(server.url), 'granted');
      receiver.reply = () => 503;
      await tell();
      server.clock.advance(minutes(1));
      const taken = await queue().claim(webhook.id, 16, seconds(15));
      expect(taken.map(({ recordId }) => recordId)).toEqual([id]);
      receiver.reply = () => 204;
      await tell();
      expect(receiver.ids).toEqual([id]);
      server.clock.advance(seconds(15));
      await tell();
      expect(receiver.ids).toEqual([id, id]);
    });

    it('are left alone by 410, and go on where they stood when somebody says so', async () => {
      const webhook = await added();
      receiver.reply = () => 410;
      const first = await decided(new Browser(server.url), 'granted');
      await tell();
      expect(await viewOf(webhook)).toMatchObject({ status: 'disabled', deliveries: { pending: 1 } });
      const second = await decided(new Browser(server.url), 'granted');
      server.clock.advance(minutes(1));
      await tell();
      expect(receiver.ids).toEqual([first.id]);
      receiver.reply = () => 204;
      await admin.send('PATCH', `${path}/${webhook.id}`, { body: { status: 'active' } });
      await tell();
      expect(receiver.ids.slice(1)).toEqual([first.id, second.id]);
    });

    it('have what they never take parked, and replayed when somebody says so', async () => {
      const webhook = await added();
      receiver.reply = () => 503;
      const { id } = await decided(new Browser(server.url), 'granted');
      await tell();
      server.clock.advance(days(3));
      await tell();
      expect((await viewOf(webhook)).deliveries).toMatchObject({ pending: 0, parked: 1 });
      receiver.reply = () => 204;
      const replay = async (body: object): Promise<object> =>
        bodyOf<object>(await admin.send('POST', `${path}/${webhook.id}/replay`, { body }));
      expect(await replay({ to: '2001-01-01' })).toEqual({ replayed: 0 });
      expect(await replay({})).toEqual({ replayed: 1 });
      server.clock.advance(minutes(1));
      await tell();
      expect(await replay({ status: 'delivered' })).toEqual({ replayed: 1 });
      await tell();
      expect(receiver.ids).toEqual([id, id, id, id]);
    });

    it('sign by both secrets while one is rotated, and by the new one alone afterwards', async () => {
      const webhook = await added();
      const rotated = await bodyOf<View>(await admin.send('POST', `${path}/${webhook.id}/secret`));
      const signedBy = async (): Promise<boolean[]> => {
        await decided(new Browser(server.url), 'granted');
        await tell();
        const { body, headers } = receiver.received.at(-1)!;
        const signature = String(headers['webhook-signature']).split(' ');
        return [webhook, rotated].map(({ secret }) => {
          const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
          return signature.includes(new Webhook(secret).sign(String(headers['webhook-id']), at, body));
        });
      };
      expect(await signedBy()).toEqual([true, true]);
      server.clock.advance(days(1));
      expect(await signedBy()).toEqual([false, true]);
    });

    it('sign by all secrets that were shown, and by none before where others know it', async () => {
      const webhook = await added();
      const rotated = (query = ''): Promise<View> =>
        admin.send('POST', `${path}/${webhook.id}/secret${query}`).then((response) => bodyOf<View>(response));
      const both = await Promise.all([rotated(), rotated()]);
      const signedBy = async (all: readonly View[]): Promise<boolean[]> => {
        await decided(new Browser(server.url), 'granted');
        await tell();
        const { body, headers } = receiver.received.at(-1)!;
        const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
        const signature = String(headers['webhook-signature']).split(' ');
        return all.map(({ secret }) =>
          signature.includes(new Webhook(secret).sign(String(headers['webhook-id']), at, body)),
        );
      };
      expect(await signedBy([webhook, ...both])).toEqual([true, true, true]);
      const fresh = await rotated('?overlapSeconds=0');
      expect(await signedBy([webhook, ...both, fresh])).toEqual([false, false, false, true]);
      expect((await admin.send('POST', `${path}/${webhook.id}/secret?overlapSeconds=-1`)).status).toBe(400);
    });

    it('follow no redirection and wait for nobody', async () => {
      const webhook = await added();
      const elsewhere = await WebhookReceiver.start();
      const replies = [
        (_request: unknown, response: { writeHead: (status: number, headers: object) => { end: () => void } }) =>
          response.writeHead(307, { location: elsewhere.url }).end(),
        () => undefined,
      ];
      receiver.reply = () => (replies.shift() ?? 204) as never;
      await decided(new Browser(server.url), 'granted');
      await tell();
      expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'pending', lastStatus: 307 }]);
      server.clock.advance(minutes(1));
      await tell();
      expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'pending', lastStatus: null, attempts: 2 }]);
      expect(elsewhere.received).toEqual([]);
      await elsewhere.close();
    });

    it('read no more of an answer than they need', async () => {
      const webhook = await added();
      let ended: (() => void) | undefined;
      const cutOff = new Promise<void>((resolve) => (ended = resolve));
      receiver.reply = () => (_request, response) => {
        response.once('close', () => ended!());
        const pour = (): void =>
          void (response.writable && response.write('x'.repeat(16_384), () => setImmediate(pour)));
        pour();
      };
      await decided(new Browser(server.url), 'granted');
      await tell();
      await cutOff;
      expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'delivered', lastStatus: 200 }]);
    });

    it('do not go to addresses that are not public, not even by a name that leads there', async () => {
      for (const url of [
        'http://example.com/',
        'https://10.0.0.1/',
        'http://10.0.0.1/',
        'https://[::1]/',
        'ftp://a.example/',
        'x',
      ]) {
        const response = await admin.send('POST', path, { body: { url } });
        expect([response.status, await bodyOf(response)]).toEqual([
          400,
          expect.objectContaining({ code: 'CONSENT_WEBHOOK_URL_REFUSED' }),
        ]);
      }
    });

    it('go where the guard of addresses was asked', async () => {
      const pin = jest.spyOn(AddressGuard.prototype, 'pin').mockRejectedValue(new Error('not public'));
      const webhook = await added({ url: 'https://localhost/' });
      await decided(new Browser(server.url), 'granted');
      await tell();
      expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'pending', lastError: 'Error: not public' }]);
      expect(pin).toHaveBeenCalledWith('localhost');
      pin.mockRestore();
    });

    it('are removed with all that they were to be told', async () => {
      const webhook = await added();
      await decided(new Browser(server.url), 'granted');
      receiver.reply = () => 500;
      await tell();
      expect((await admin.send('DELETE', `${path}/${webhook.id}`)).status).toBe(204);
      expect((await admin.send('GET', `${path}/${webhook.id}`)).status).toBe(404);
      expect(await traceOf(webhook)).toEqual([]);
    });

    it('leave nothing behind when they are removed while they are told', async () => {
      const webhook = await added();
      await tell();
      await decided(new Browser(server.url), 'granted');
      await settled(server.source);
      const claim = jest.spyOn(DeliveryQueue.prototype, 'claim');
      claim.mockImplementation(async (target) => {
        if (target === webhook.id) await admin.send('DELETE', `${path}/${webhook.id}`);
        return [];
      });
      await server.app.get(ConsentOutbox).run();
      claim.mockRestore();
      expect(await traceOf(webhook)).toEqual([]);
    });

    it('are forgotten in time what they were told, also while they are paused', async () => {
      const webhook = await added();
      await decided(new Browser(server.url), 'granted');
      await tell();
      receiver.reply = () => 503;
      await decided(new Browser(server.url), 'granted');
      await tell();
      await admin.send('PATCH', `${path}/${webhook.id}`, { body: { status: 'paused' } });
      const kept = async (after: number): Promise<string[]> => {
        server.clock.advance(after);
        await server.app.get(DeliveryRetention, { strict: false }).forget();
        return (await deliveriesOf(webhook)).map(({ status }) => status);
      };
      expect(await kept(days(6))).toEqual(['pending', 'delivered']);
      expect(await kept(days(2))).toEqual(['pending']);
      expect(await kept(days(90))).toEqual([]);
    });

    it.each([
      ['PATCH', '', { url: null }],
      ['PATCH', '', { description: null }],
      ['PATCH', '', { status: null }],
      ['POST', '/replay', { status: null }],
    ])('refuse by %s%s what nothing can be: %j', async (method, action, body) => {
      const { id } = await added();
      const refused = await admin.send(method, `${path}/${id}${action}`, { body });
      expect([refused.status, await bodyOf(refused)]).toEqual([
        400,
        expect.objectContaining({ code: 'VALIDATION_FAILED' }),
      ]);
    });

    it('are for administrators', async () => {
      expect((await new Browser(server.url).send('GET', path)).status).toBe(401);
      const bad = await admin.send('POST', path, { body: { url: receiver.url, events: ['granted'] } });
      expect([bad.status, await bodyOf(bad)]).toEqual([400, expect.objectContaining({ code: 'VALIDATION_FAILED' })]);
    });
  },
);
