import { RequestView } from './request-view.js';
import { SiteResolver } from './site-resolver.js';

const at = (host: string) => new RequestView({ headers: { host } });

describe('SiteResolver', () => {
  const resolver = new SiteResolver([
    { id: 'main', hosts: ['example.com', 'localhost:3000', '[::1]'] },
    { id: 'shops', hosts: ['*.example.com'] },
  ]);

  it.each([
    ['example.com', 'main'],
    ['EXAMPLE.com:8443', 'main'],
    ['localhost:3000', 'main'],
    ['localhost:3001', undefined],
    ['[::1]:3000', 'main'],
    ['de.example.com', 'shops'],
    ['example.com.evil.test', undefined],
    ['evilexample.com', undefined],
    ['', undefined],
  ])('gives %j the site %j', (host, id) => {
    expect(resolver.resolve(at(host))?.id).toBe(id);
  });

  it('answers 421 where a site is needed and none claims the host', () => {
    expect(() => resolver.require(at('other.test'))).toThrow(
      expect.objectContaining({ code: 'SITE_UNKNOWN', status: 421 }),
    );
  });

  it('takes the site that is named before that of the host', () => {
    expect(resolver.chosen(at('other.test'), 'shops').id).toBe('shops');
    expect(resolver.chosen(at('example.com'), undefined).id).toBe('main');
    expect(() => resolver.chosen(at('example.com'), 'none')).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED', status: 400 }),
    );
  });

  it('serves every host as one site when none is named', () => {
    expect(new SiteResolver().require(at('anything.test')).id).toBe('default');
  });

  it('knows a host that a site names from one it only claims', () => {
    expect(resolver.naming('de.example.com')?.id).toBe('shops');
    expect(resolver.naming('evil.test')).toBeUndefined();
    const everywhere = new SiteResolver([{ id: 'every', hosts: ['named.test', '*'] }]);
    expect([everywhere.forHost('evil.test')?.id, everywhere.forHost('*')?.id]).toEqual(['every', 'every']);
    expect(['named.test', 'evil.test', '*'].map((host) => everywhere.naming(host)?.id)).toEqual([
      'every',
      undefined,
      undefined,
    ]);
  });

  it.each([
    [{ id: 'Bad Id', hosts: ['a.example'] }],
    [{ id: 'a', hosts: [] }],
    [{ id: 'a', hosts: ['http://a.example'] }],
    [{ id: 'a', hosts: ['a.example', 'A.example'] }],
    [{ id: 'a', hosts: ['*', '*'] }],
  ])('refuses %j', (site) => {
    expect(() => new SiteResolver([site])).toThrow(/SITE_INVALID/);
  });
});
