import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';

const [OLD, NEW] = ['an-old-secret-for-the-tests-only-0123456789', 'a-new-secret-for-the-tests-only-0123456789'];
const SITES = 'shop=localhost|127.0.0.1,blog=blog.example';

type Cookies = ReadonlyMap<string, string>;

describe.each(TEST_ADAPTERS)('the cookies of a visitor on %s', (adapter) => {
  let app: AppProcess;
  let folder: string;
  let granted: Cookies;

  const start = (secrets: string): Promise<AppProcess> =>
    startProcess({
      HTTP_ADAPTER: adapter,
      DATA_DIR: folder,
      SECRETS: secrets,
      SITES,
      LOG_LEVEL: 'warn',
      TRUSTED_PROXIES: '127.0.0.1',
    });

  /** Somebody who has decided, and the cookies that say so. */
  async function decide(decision: 'granted' | 'denied'): Promise<Cookies> {
    const response = await fetch(`${app.url}/consent`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: app.url },
      body: JSON.stringify({ decisions: { MARKETING: decision } }),
    });
    expect(response.status).toBe(201);
    return new Map(
      response.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line)!.slice(1, 3) as [string, string]),
    );
  }

  const headerOf = (cookies: Cookies): string => [...cookies].map((pair) => pair.join('=')).join('; ');
  const open = async (cookie: string, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(`${app.url}/offers`, { headers: { Cookie: cookie, ...headers } })).status;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    app = await start(OLD);
    granted = await decide('granted');
    expect(granted.size).toBe(2);
    expect(await open(headerOf(granted))).toBe(200);
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('grant nothing with any one character altered', async () => {
    for (const [name, value] of granted)
      for (let at = 0; at < value.length; at++) {
        // The next character, for at the end of base64url that differs by a bit alone which says nothing.
        const other = String.fromCharCode(value.charCodeAt(at) + 1);
        const altered = new Map(granted).set(name, value.slice(0, at) + other + value.slice(at + 1));
        expect([name, at, await open(headerOf(altered))]).toEqual([name, at, 403]);
      }
  });

  it('grant nothing cut short, drawn out, or alone', async () => {
    for (const [name, value] of granted) {
      for (let length = 0; length < value.length; length++)
        expect(await open(headerOf(new Map(granted).set(name, value.slice(0, length))))).toBe(403);
      for (const longer of [`${value}A`, `${value}.`, `${value}=`, value.repeat(2), value + 'A'.repeat(8_000)])
        expect(await open(headerOf(new Map(granted).set(name, longer)))).toBe(403);
      expect(await open(`${name}=${value}`)).toBe(403);
    }
  });

  it('grant nothing beside those of another subject', async () => {
    const denied = await decide('denied');
    const names = [...granted.keys()];
    for (const name of names) {
      const mixed = new Map(denied).set(name, granted.get(name)!);
      expect(await open(headerOf(mixed))).toBe(403);
    }
  });

  it('grant nothing on another site', async () => {
    expect(await open(headerOf(granted), { 'X-Forwarded-Host': 'blog.example' })).toBe(403);
    expect(await open(headerOf(granted), { 'X-Forwarded-Host': 'evil.example' })).toBe(403);
    expect(await open(headerOf(granted))).toBe(200);
  });

  it('do not keep a decision from being made when they are oversized or broken', async () => {
    for (const Cookie of [`x=${'a'.repeat(12_000)}`, '=;;=;', 'privacy_consent', '"', `${'a=1; '.repeat(2_000)}`])
      expect(await open(Cookie)).toBe(403);
  });

  it('are believed for as long as the secret that signed them is there, and no longer', async () => {
    await app.stop();
    app = await start(`${NEW},${OLD}`);
    expect(await open(headerOf(granted))).toBe(200);
    await app.stop();
    app = await start(NEW);
    expect(await open(headerOf(granted))).toBe(403);
  });
});
