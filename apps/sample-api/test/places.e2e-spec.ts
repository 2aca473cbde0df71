import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mmdbFile } from '@nest-privacy/core/testing';
import { ADMIN_TOKEN, type AppProcess, startProcess } from './app-process.js';

interface Standing {
  readonly jurisdiction: string;
  readonly regime: string;
  readonly showGpcHonoured: boolean;
}

describe('where visitors are', () => {
  let folder: string;
  let app: AppProcess;
  const consent = async (headers: Record<string, string> = {}): Promise<Standing> =>
    (await (await fetch(`${app.url}/consent`, { headers })).json()) as Standing;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'places-'));
  });
  afterEach(() => app.stop());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is told by a trusted proxy’s headers, and shown where the law has GPC shown', async () => {
    app = await startProcess({
      TRUSTED_PROXIES: '127.0.0.1',
      COUNTRY_HEADER: 'CF-IPCountry',
      REGION_HEADER: 'cf-region-code',
    });
    const california = { 'cf-ipcountry': 'US', 'cf-region-code': 'CA', 'sec-gpc': '1' };
    expect(await consent(california)).toMatchObject({
      jurisdiction: 'US-CA',
      regime: 'opt-out',
      showGpcHonoured: true,
    });
    expect(await consent({ 'cf-ipcountry': 'DE' })).toMatchObject({ jurisdiction: 'EU', regime: 'opt-in' });
    const page = await (
      await fetch(`${app.url}/privacy`, { headers: { ...california, 'accept-language': 'en' } })
    ).text();
    expect(page).toContain('Opt-Out Request Honored');
    const preview = await fetch(`${app.url}/admin/consent/policy/preview`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ country: 'DE', date: '2026-12-01', signals: { gpc: true } }),
    });
    expect([preview.status, await preview.json()]).toEqual([200, expect.objectContaining({ jurisdiction: 'EU' })]);
  });

  it('is not known by what a client says of itself, and then the strictest holds', async () => {
    app = await startProcess({ COUNTRY_HEADER: 'cf-ipcountry' });
    const spoofed = { 'cf-ipcountry': 'JP', 'x-c15t-country': 'JP', 'x-forwarded-for': '127.0.0.1' };
    expect(await consent(spoofed)).toMatchObject({ jurisdiction: 'unknown', regime: 'opt-in' });
    expect(app.output()).toMatch('COUNTRY_HEADER is believed from TRUSTED_PROXIES only');
  });

  it('is looked up in a database of addresses', async () => {
    const path = join(folder, 'country.mmdb');
    writeFileSync(path, mmdbFile({ '192.0.2.0/24': { country: { iso_code: 'JP' } } }));
    app = await startProcess({ TRUSTED_PROXIES: '127.0.0.1', MMDB_PATH: path });
    expect(await consent({ 'x-forwarded-for': '192.0.2.7' })).toMatchObject({ regime: 'notice-only' });
    expect(await consent({ 'x-forwarded-for': '198.51.100.7' })).toMatchObject({ jurisdiction: 'unknown' });
  });
});
