import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createConsentClient } from './create-consent-client.js';
import { type ConsentClient, type ConsentClientOptions } from './consent-client.options.js';
import { type ConsentState, type Decision } from '../state/consent-state.js';
import { type PageSettings } from '../state/page-settings.js';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

/** Of the server, and of an application that answers errors in a form of its own. */
const CONFLICTS = {
  CATALOGUE_OUTDATED: { code: 'CATALOGUE_OUTDATED', detail: 'as ordered' },
  IDEMPOTENCY_KEY_REUSED: { code: 'IDEMPOTENCY_KEY_REUSED', detail: 'as ordered' },
  unnamed: { ok: false, error: 'as ordered' },
  numbered: { code: 409, error: 'as ordered' },
};

/** A server of the HTTP contract for one visitor, whose failures can be ordered. */
class ContractServer {
  readonly received: Received[] = [];
  readonly records = new Map<string, string>();
  /** Answers to the next writes: a status, `lost` (recorded, but the answer never arrives) `cut` (nothing arrives), `hang` (no answer is made), or a code. */
  readonly failures: (number | 'lost' | 'cut' | 'hang' | keyof typeof CONFLICTS)[] = [];
  /** What an application makes of every answer. */
  envelope: (content: unknown) => unknown = (content) => content;
  decisions: Record<string, Decision> = { STATISTICS: 'unset', MARKETING: 'unset' };
  validUntil: string | null = null;
  recordId: string | null = null;
  promptRequired = true;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  writes(): Received[] {
    return this.received.filter(({ method, url }) => method !== 'GET' && url === '/consent');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    const key = headers['idempotency-key'] as string | undefined;
    this.received.push({ method, url, key, type: headers['content-type'], body });
    const send = (status: number, content: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(this.envelope(content)));
    };
    if (url === '/analytics/events') return send(202, { accepted: 1, rejected: [] });
    if (method === 'GET') return send(200, this.state());
    const failure = this.failures.shift();
    if (failure === 'cut') return void request.socket.destroy();
    if (failure === 'hang') return;
    if (failure && failure in CONFLICTS) return send(409, CONFLICTS[failure as keyof typeof CONFLICTS]);
    if (typeof failure === 'number') return send(failure, { code: 'ORDERED', detail: 'as ordered' });
    if (key !== undefined && !this.records.has(key)) this.record(key, method, body);
    if (failure === 'lost') return void request.socket.destroy();
    send(201, { id: key });
  }

  private record(key: string, method: string, body: string): void {
    this.records.set(key, body);
    if (method === 'DELETE') this.decisions = { STATISTICS: 'denied', MARKETING: 'denied' };
    else Object.assign(this.decisions, JSON.parse(body).decisions);
  }

  private state(): ConsentState {
    const allowed = Object.entries(this.decisions).map(([name, decision]) => [name, decision === 'granted']);
    return {
      decisions: { ...this.decisions },
      allowed: { ESSENTIALS: true, ...Object.fromEntries(allowed) },
      state: 'active',
      regime: 'opt-in',
      regimes: {},
      noticeVersion: 4,
      catalogueVersion: 9,
      recordId: this.recordId,
      decidedAt: null,
      validUntil: this.validUntil,
      promptRequired: this.promptRequired,
      reaskNotBefore: null,
      showGpcHonoured: false,
      signals: { dnt: null, gpc: false },
    };
  }
}

/** What would be a withdrawal if nobody looked closely. */
const NO_SAVES = ['[{"key":"a","body":null}]', '[{"key":"a","body":{"decisions":null}}]'];

/** The browser's storage, which outlives a page. */
class Storage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

describe('createConsentClient', () => {
  const globals = globalThis as unknown as Record<string, unknown>;
  let server: ContractServer;
  let baseUrl: string;
  let storage: Storage;
  const page = (options: ConsentClientOptions = {}): ConsentClient =>
    createConsentClient({ baseUrl, retryDelays: [0, 0], ...options });

  const settings = (consent: string): PageSettings => ({
    paths: { consent: `${baseUrl}${consent}`, events: null, choices: '/privacy' },
    cookie: 'privacy_consent',
    categories: ['STATISTICS'],
    regimes: { STATISTICS: 'opt-out' },
    gpcAffects: [],
    notice: { version: 4, validity: null },
    catalogue: { version: 9, renewals: {} },
    reaskNotBefore: 0,
    showsGpc: false,
    signals: { dnt: null, gpc: false },
  });

  beforeEach(async () => {
    server = new ContractServer();
    baseUrl = await server.start();
    globals.localStorage = storage = new Storage();
  });
  afterEach(async () => {
    for (const name of ['localStorage', 'location', 'document', 'screen']) delete globals[name];
    await server.stop();
  });

  it('does nothing by itself, and knows nothing before it has loaded', () => {
    const client = page();
    expect([client.decision('STATISTICS'), client.allows('STATISTICS'), client.allows('ESSENTIALS')]).toEqual([
      'unset',
      false,
      true,
    ]);
    expect(client.state()).toBeUndefined();
    expect(server.received).toEqual([]);
    expect(storage.items.size).toBe(0);
  });

  it('tells each decision, and never throws on names that nobody knows', async () => {
    server.decisions = { STATISTICS: 'granted', MARKETING: 'denied' };
    const client = page();
    await client.load();
    expect([client.decision('STATISTICS'), client.allows('STATISTICS')]).toEqual(['granted', true]);
    expect([client.decision('MARKETING'), client.allows('MARKETING')]).toEqual(['denied', false]);
    for (const name of ['NEWS', '', '__proto__', 'constructor', 'toString', undefined as unknown as string]) {
      expect([client.decision(name), client.allows(name)]).toEqual(['unset', false]);
    }
  });

  it('records a decision with what was shown, under a key of its own', async () => {
    const client = page();
    await client.load();
    await client.decide({ STATISTICS: 'granted' }, { acknowledgedSignals: ['gpc'], method: 'banner', language: 'de' });
    globals.document = { title: '', referrer: '', documentElement: { lang: 'fr' } };
    await client.decide({ MARKETING: 'denied' });
    const [first, second] = server.writes();
    expect(JSON.parse(first!.body)).toEqual({
      decisions: { STATISTICS: 'granted' },
      acknowledgedSignals: ['gpc'],
      method: 'banner',
      language: 'de',
      noticeVersion: 4,
      catalogueVersion: 9,
    });
    expect(first).toMatchObject({ method: 'POST', type: 'application/json' });
    expect(first!.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second!.key).not.toBe(first!.key);
    expect(JSON.parse(second!.body)).toMatchObject({ language: 'fr', noticeVersion: 4, catalogueVersion: 9 });
    expect([client.decision('STATISTICS'), client.decision('MARKETING')]).toEqual(['granted', 'denied']);
    expect(storage.items.size).toBe(0);
  });

  it('accepts, rejects and withdraws everything', async () => {
    const client = page();
    await client.acceptAll();
    expect(server.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
    await client.rejectAll({ language: 'fr' });
    expect(server.decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    await client.acceptAll();
    expect((await client.withdraw()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    const writes = server.writes();
    expect(writes.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'DELETE']);
    expect(JSON.parse(writes[1]!.body)).toMatchObject({ method: 'reject-all', language: 'fr' });
    expect(writes[3]!.key).toBeDefined();
  });

  it.each([
    ['the answer is lost', 'lost' as const],
    ['the connection breaks', 'cut' as const],
    ['the server fails', 503],
    ['it is asked to slow down', 429],
  ])('repeats a save under the same key when %s', async (_what, failure) => {
    const client = page();
    server.failures.push(failure, failure);
    await client.decide({ STATISTICS: 'granted' });
    const keys = server.writes().map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(server.records.size).toBe(1);
    expect(client.allows('STATISTICS')).toBe(true);
  });

  it('keeps what could not be sent for the next page, which sends it under the same key', async () => {
    const client = page();
    await client.load();
    server.failures.push(503, 503, 503);
    await expect(client.decide({ STATISTICS: 'denied' })).rejects.toMatchObject({
      name: 'ConsentError',
      status: 503,
      code: 'ORDERED',
      message: 'as ordered',
      temporary: true,
    });
    server.decisions.STATISTICS = 'granted';
    const next = page();
    server.failures.push('lost', 'cut', 'cut');
    await next.load();
    expect([next.decision('STATISTICS'), next.allows('STATISTICS')]).toEqual(['denied', false]);
    server.decisions.STATISTICS = 'granted';
    await page().load();
    expect(new Set(server.writes().map(({ key }) => key)).size).toBe(1);
    expect(server.records.size).toBe(1);
    expect(storage.items.size).toBe(0);
  });

  it('sends what waits before what is new, and a withdrawal instead of it', async () => {
    const client = page();
    server.failures.push('cut', 'cut', 'cut');
    await expect(client.decide({ STATISTICS: 'granted' })).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await client.decide({ MARKETING: 'denied' });
    expect(server.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });

    server.failures.push('cut', 'cut', 'cut');
    await expect(client.decide({ MARKETING: 'granted' })).rejects.toThrow();
    await client.withdraw();
    expect(server.writes().at(-1)!.method).toBe('DELETE');
    expect(server.decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    expect(storage.items.size).toBe(0);
  });

  it('does not repeat what the server refuses', async () => {
    const client = page();
    server.failures.push(409);
    await expect(client.decide({ STATISTICS: 'granted' })).rejects.toMatchObject({ status: 409, temporary: false });
    expect(server.writes()).toHaveLength(1);
    expect(storage.items.size).toBe(0);
    await client.decide({ STATISTICS: 'granted' });
    expect(server.writes()).toHaveLength(2);
  });

  it('lets a refusal hold at once, and a grant only when it is recorded', async () => {
    server.decisions = { STATISTICS: 'granted', MARKETING: 'denied' };
    const client = page();
    await client.load();
    const saved = client.decide({ STATISTICS: 'denied', MARKETING: 'granted' });
    expect([client.allows('STATISTICS'), client.allows('MARKETING')]).toEqual([false, false]);
    await saved;
    expect([client.allows('STATISTICS'), client.allows('MARKETING')]).toEqual([false, true]);
    const withdrawn = client.withdraw();
    expect(client.allows('MARKETING')).toBe(false);
    await withdrawn;
  });

  it('keeps the order of decisions made at once', async () => {
    const client = page();
    await client.load();
    const all = [
      client.decide({ STATISTICS: 'granted' }),
      client.decide({ STATISTICS: 'denied' }),
      client.decide({ STATISTICS: 'granted' }),
    ];
    await Promise.all(all);
    expect(server.writes().map(({ body }) => JSON.parse(body).decisions.STATISTICS)).toEqual([
      'granted',
      'denied',
      'granted',
    ]);
    expect(client.allows('STATISTICS')).toBe(true);
  });

  it('allows nothing after the decision has expired', async () => {
    server.decisions.STATISTICS = 'granted';
    server.validUntil = '2020-01-01T00:00:00Z';
    const client = page();
    await client.load();
    expect(client.allows('STATISTICS')).toBe(false);
  });

  it('tells listeners of changes only, until they leave', async () => {
    const client = page();
    const seen: Decision[] = [];
    const stop = client.onChange(({ decisions }) => seen.push(decisions.STATISTICS!));
    await client.load();
    await client.load();
    await client.decide({ STATISTICS: 'denied' });
    await client.decide({ STATISTICS: 'granted' });
    expect(seen).toEqual(['unset', 'denied', 'granted']);
    stop();
    await client.withdraw();
    expect(seen).toHaveLength(3);
  });

  it('lets no listener spoil the others', async () => {
    const client = page();
    const thrown: unknown[] = [];
    const later = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void) => {
      try {
        work();
      } catch (error) {
        thrown.push(error);
      }
    }) as typeof setTimeout);
    const seen: ConsentState[] = [];
    client.onChange(() => {
      throw new Error('mine');
    });
    client.onChange((state) => seen.push(state));
    await client.load();
    later.mockRestore();
    expect(seen).toHaveLength(1);
    expect(thrown).toEqual([new Error('mine')]);
  });

  it('works where storage is forbidden or spoilt', async () => {
    Object.defineProperty(globals, 'localStorage', {
      configurable: true,
      get() {
        throw new Error('SecurityError');
      },
    });
    const client = page();
    server.failures.push(503, 503, 503);
    await expect(client.decide({ STATISTICS: 'granted' })).rejects.toThrow();
    await client.load();
    expect(client.allows('STATISTICS')).toBe(true);
    delete globals.localStorage;
    globals.localStorage = storage;
    for (const spoilt of ['{', 'null', '{"a":1}', '[1]', '[null,{"key":7}]', ...NO_SAVES]) {
      storage.items.set(`nest-privacy:${baseUrl}`, spoilt);
      await page().load();
    }
    expect(server.writes().filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('knows of its own installation alone what waits, where two share an origin', async () => {
    server.failures.push(503, 503, 503);
    await expect(page({ page: settings('/consent') }).decide({ STATISTICS: 'denied' })).rejects.toThrow();
    expect(page({ page: settings('/consent') }).allows('STATISTICS')).toBe(false);
    expect(page({ page: settings('/blog/consent') }).allows('STATISTICS')).toBe(true);
  });

  it('keeps a decision where a fetch that is not the browser’s throws before it promises anything', async () => {
    const fetch = () => {
      throw new Error('blocked');
    };
    await expect(page({ fetch }).decide({ STATISTICS: 'denied' })).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await page().load();
    expect(server.writes()).toHaveLength(1);
  });

  it('waits for no answer for ever', async () => {
    const ends = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(ends.signal);
    server.failures.push('hang');
    const deciding = page({ retryDelays: [] }).decide({ STATISTICS: 'denied' });
    ends.abort();
    await expect(deciding).rejects.toMatchObject({ code: 'UNREACHABLE', temporary: true });
    expect(timeout).toHaveBeenCalledWith(15_000);
    timeout.mockRestore();
  });

  it('asks again where what waited was about something that has changed since, until there is another answer', async () => {
    server.failures.push(503, 503, 503);
    await expect(page().acceptAll()).rejects.toThrow();
    server.promptRequired = false;
    server.failures.push('CATALOGUE_OUTDATED');
    const client = page();
    expect((await client.load()).promptRequired).toBe(true);
    server.recordId = 'of another tab';
    expect((await client.load()).promptRequired).toBe(false);
  });

  it.each([
    ['CATALOGUE_OUTDATED', true],
    ['unnamed', true],
    ['numbered', true],
    ['IDEMPOTENCY_KEY_REUSED', false],
  ] as const)('asks again after a conflict that is %s: %s', async (conflict, isAskedAgain) => {
    const client = page();
    await client.load();
    server.promptRequired = false;
    server.failures.push(conflict);
    await expect(client.acceptAll()).rejects.toMatchObject({ status: 409, temporary: false });
    expect(server.received.filter(({ method }) => method === 'GET')).toHaveLength(isAskedAgain ? 2 : 1);
    expect((await client.load()).promptRequired).toBe(isAskedAgain);
  });

  it.each<[string, (content: unknown) => unknown]>([
    ['an envelope', (data) => ({ data })],
    ['a list', (data) => [data]],
    ['a text', () => 'Welcome'],
  ])('takes %s for no answer, and asks no second time', async (_, envelope) => {
    server.envelope = envelope;
    const client = page();
    const refusal = { name: 'ConsentError', status: 200, code: 'UNREACHABLE', temporary: false };
    await expect(client.load()).rejects.toMatchObject(refusal);
    await expect(client.notice()).rejects.toMatchObject(refusal);
    expect(server.received).toHaveLength(2);
    expect(client.state()).toBeUndefined();
  });

  it('knows where consent stands also where there is no notice yet', async () => {
    server.envelope = (state) => ({ ...(state as object), noticeVersion: 0 });
    expect((await page().load()).noticeVersion).toBe(0);
  });

  it('knows the paths: those that the page was told, and otherwise by its options', () => {
    const told = settings('/blog/consent');
    expect(page({ page: told }).paths).toBe(told.paths);
    expect(page({ baseUrl: '/api', choices: '/choices' }).paths).toEqual({
      consent: '/api/consent',
      events: '/api/analytics/events',
      choices: '/choices',
    });
    expect(createConsentClient().paths).toEqual({
      consent: '/consent',
      events: '/analytics/events',
      choices: '/privacy',
    });
  });

  describe('track', () => {
    beforeEach(() => {
      globals.location = { href: 'https://shop.example/cart?utm_source=x' };
      globals.document = { title: 'Cart', referrer: 'https://www.google.com/' };
      globals.screen = { width: 1280, height: 800 };
    });
    const arrived = async (): Promise<Received> => {
      for (;;) {
        const event = server.received.find(({ url }) => url === '/analytics/events');
        if (event) return event;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const expected = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'add-to-cart',
      url: 'https://shop.example/cart?utm_source=x',
      referrer: 'https://www.google.com/',
      title: 'Cart',
      screen: '1280x800',
      properties: { count: 2 },
    };

    it('sends the event by fetch where there is no beacon', async () => {
      page().track('add-to-cart', { count: 2 });
      const event = await arrived();
      expect(event).toMatchObject({ method: 'POST', type: 'text/plain;charset=UTF-8' });
      expect(JSON.parse(event.body)).toMatchObject(expected);
    });

    it('sends it by beacon where there is one, and by fetch where the beacon is full', async () => {
      const beacons: [string, string][] = [];
      let room = true;
      const navigator = Object.getOwnPropertyDescriptor(globals, 'navigator');
      const sendBeacon = (url: string, body: string) => room && beacons.push([url, body]) > 0;
      Object.defineProperty(globals, 'navigator', { configurable: true, value: { language: 'de-CH', sendBeacon } });
      // The module looks at the browser when it is used, not when it is loaded.
      page().track('add-to-cart', { count: 2 });
      expect(beacons[0]![0]).toBe(`${baseUrl}/analytics/events`);
      expect(JSON.parse(beacons[0]![1])).toMatchObject({ ...expected, language: 'de-CH' });
      room = false;
      page().track('add-to-cart', { count: 2 });
      await arrived();
      if (navigator) Object.defineProperty(globals, 'navigator', navigator);
      else delete globals.navigator;
    });

    it('never throws', () => {
      const round: Record<string, unknown> = {};
      round.self = round;
      expect(() => page().track('x', round as never)).not.toThrow();
      expect(() => page({ baseUrl: 'http://127.0.0.1:1' }).track('x')).not.toThrow();
      delete globals.location;
      expect(() => page().track('x', { big: 1n as never })).not.toThrow();
    });
  });
});
