import { type CountryResolver, NO_PLACE, type Place } from '../ports/country-resolver.js';
import { RequestView } from '../request/request-view.js';
import { TrustedProxies } from '../request/trusted-proxies.js';
import { HeaderPlaces } from './header-places.js';
import { countryOf, regionOf } from './iso-3166.js';
import { Places } from './places.js';

const PROXY = '10.0.0.1';
const headers = new HeaderPlaces(
  { country: 'CF-IPCountry', region: 'cf-region-code' },
  new TrustedProxies(['10.0.0.0/8']),
);
const from = (address: string, given: Record<string, string | string[]>): RequestView =>
  new RequestView({ headers: given, socket: { remoteAddress: address } });
const place = (country: string | null, region: string | null = null): Place =>
  country === null ? NO_PLACE : { country, region, source: 'trusted-header' };

describe('the headers of trusted proxies', () => {
  it.each<[string, Record<string, string | string[]>, Place]>([
    ['a country', { 'cf-ipcountry': 'DE' }, place('DE')],
    ['a country in lower case', { 'cf-ipcountry': ' de ' }, place('DE')],
    ['a region without its country', { 'cf-ipcountry': 'US', 'cf-region-code': 'CA' }, place('US', 'US-CA')],
    ['a region with its country', { 'cf-ipcountry': 'US', 'cf-region-code': 'us-ca' }, place('US', 'US-CA')],
    ['a region of another country', { 'cf-ipcountry': 'DE', 'cf-region-code': 'US-CA' }, place('DE')],
    ['a region that is none', { 'cf-ipcountry': 'US', 'cf-region-code': 'California' }, place('US')],
    ['a region alone', { 'cf-region-code': 'US-CA' }, NO_PLACE],
    ['Tor, as Cloudflare writes it', { 'cf-ipcountry': 'T1' }, NO_PLACE],
    ['what is not known', { 'cf-ipcountry': 'XX' }, NO_PLACE],
    ['two lines', { 'cf-ipcountry': ['US', 'DE'] }, NO_PLACE],
    ['two values in one line', { 'cf-ipcountry': 'US, DE' }, NO_PLACE],
    ['nothing', {}, NO_PLACE],
  ])('tell of %s', (_, given, expected) => {
    expect(headers.placeOf(from(PROXY, given))).toEqual(expected);
  });

  it('are not believed from a client, whatever it calls itself', () => {
    const spoofed = { 'cf-ipcountry': 'US', 'x-forwarded-for': PROXY, 'x-country': 'US', 'x-c15t-country': 'US' };
    expect(headers.placeOf(from('203.0.113.5', spoofed))).toEqual(NO_PLACE);
    const nobody = new HeaderPlaces({ country: 'cf-ipcountry' }, new TrustedProxies());
    expect(nobody.placeOf(from(PROXY, spoofed))).toEqual(NO_PLACE);
  });

  it('are no other headers than those named', () => {
    expect(headers.placeOf(from(PROXY, { 'x-c15t-country': 'US', 'cloudfront-viewer-country': 'US' }))).toEqual(
      NO_PLACE,
    );
  });

  it.each(['', 'two words', 'a:b'])('must have a name that a field can have: %p', (country) => {
    expect(() => new HeaderPlaces({ country }, new TrustedProxies())).toThrow(/COUNTRY_HEADER_INVALID/);
  });
});

describe('where visitors are', () => {
  const resolving = (told: () => Place): { places: Places; asked: () => number } => {
    let count = 0;
    const countries: CountryResolver = { placeOf: () => (count++, told()) };
    return { places: new Places({ countries }, headers), asked: () => count };
  };

  it('is asked of what is bound first, once for a request', () => {
    const { places, asked } = resolving(() => ({ country: 'ch', region: 'zh', source: 'account' }));
    const view = from(PROXY, { 'cf-ipcountry': 'DE' });
    expect([places.of(view), places.of(view), asked()]).toEqual([
      { country: 'CH', region: 'CH-ZH', source: 'account' },
      { country: 'CH', region: 'CH-ZH', source: 'account' },
      1,
    ]);
  });

  it.each<[string, () => Place]>([
    ['does not know', () => NO_PLACE],
    ['makes countries up', () => ({ country: 'XX', region: null, source: 'account' })],
    [
      'throws',
      () => {
        throw new Error('gone');
      },
    ],
  ])('is asked of the headers where what is bound %s', (_, told) => {
    expect(resolving(told).places.of(from(PROXY, { 'cf-ipcountry': 'DE' }))).toEqual(place('DE'));
    expect(resolving(told).places.of(from('203.0.113.5', { 'cf-ipcountry': 'DE' }))).toEqual(NO_PLACE);
  });

  it('is not known where nobody tells', () => {
    expect(new Places({ countries: undefined }, undefined).of(from(PROXY, { 'cf-ipcountry': 'DE' }))).toEqual(NO_PLACE);
  });
});

it('takes for codes those of ISO 3166 alone', () => {
  expect(['gb', 'XK', 'EU', 'AP', 'ZZ', 'X', 'DEU', 7, null].map(countryOf)).toEqual([
    ...['GB', 'XK'],
    ...Array<null>(7).fill(null),
  ]);
  expect(['CA', 'us-ca', 'US-CA-1', 'US-', '-CA', 'DE-BE', 'CALI'].map((text) => regionOf(text, 'US'))).toEqual([
    'US-CA',
    'US-CA',
    ...Array<null>(5).fill(null),
  ]);
});
