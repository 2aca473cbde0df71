import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestView } from '../request/request-view.js';
import { TrustedProxies } from '../request/trusted-proxies.js';
import { mmdbFile } from '../testing/mmdb-file.js';
import { MmdbPlaces } from './mmdb-places.js';

const OREGON = { country: { iso_code: 'US' }, subdivisions: [{ iso_code: 'OR' }] };

describe('a database of countries', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mmdb-'));
    path = join(folder, 'country.mmdb');
    await writeFile(
      path,
      mmdbFile({
        '192.0.2.0/24': { country: { iso_code: 'DE' }, names: { en: 'x'.repeat(100) } },
        '198.51.100.0/25': OREGON,
        '203.0.113.7': { country: { iso_code: 'ZZ' } },
      }),
    );
  });
  afterEach(() => rm(folder, { recursive: true }));

  const from = (address: string, headers: Record<string, string> = {}): RequestView =>
    new RequestView({ headers, socket: { remoteAddress: address } });
  const places = (proxies: readonly string[] = []): MmdbPlaces =>
    new MmdbPlaces({ path, reloadInterval: 'off' }, new TrustedProxies(proxies));

  it.each([
    ['192.0.2.1', { country: 'DE', region: null, source: 'mmdb' }],
    ['::ffff:192.0.2.1', { country: 'DE', region: null, source: 'mmdb' }],
    ['198.51.100.127', { country: 'US', region: 'US-OR', source: 'mmdb' }],
    ['198.51.100.128', { country: null, region: null, source: 'none' }],
    ['203.0.113.7', { country: null, region: null, source: 'none' }],
    ['2001:db8::1', { country: null, region: null, source: 'none' }],
  ])('tells where %s is', (address, place) => {
    expect(places().placeOf(from(address))).toEqual(place);
  });

  it('takes the client’s address from trusted proxies, and from nobody else', () => {
    const claimed = from('192.0.2.1', { 'x-forwarded-for': '198.51.100.1' });
    expect(places().placeOf(claimed).country).toBe('DE');
    expect(places(['192.0.2.0/24']).placeOf(claimed).region).toBe('US-OR');
  });

  it('is not looked for in an interval that no timer can wait for', () => {
    const hurried = new MmdbPlaces({ path, reloadInterval: 2 ** 31 }, new TrustedProxies([]));
    expect(() => hurried.onModuleInit()).toThrow(/INTERVAL_INVALID.*"reloadInterval"/);
  });

  it('is read again when the file is replaced, and holds while it cannot be', async () => {
    const known = places();
    expect(await known.reload()).toBe(false);
    await writeFile(`${path}.new`, mmdbFile({ '192.0.2.0/24': { country: { iso_code: 'FR' } }, '10.0.0.0/8': OREGON }));
    await rename(`${path}.new`, path);
    expect(await known.reload()).toBe(true);
    expect(known.placeOf(from('192.0.2.1')).country).toBe('FR');
    await writeFile(path, 'no database');
    expect(await known.reload()).toBe(false);
    expect(known.placeOf(from('10.1.2.3')).country).toBe('US');
  });

  it.each(['nowhere.mmdb', 'text.mmdb'])('stops the start where it is none: %s', async (name) => {
    await writeFile(join(folder, 'text.mmdb'), 'no database');
    const make = (): MmdbPlaces => new MmdbPlaces({ path: join(folder, name) }, new TrustedProxies());
    expect(make).toThrow(/MMDB_UNREADABLE/);
  });
});
