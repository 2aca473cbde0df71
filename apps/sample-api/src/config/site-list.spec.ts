import { parseSites } from './site-list.js';

describe('parseSites', () => {
  it('reads hosts of one site', () => {
    expect(parseSites('Example.com, www.example.com', '127.0.0.1')).toEqual([
      { id: 'default', hosts: ['example.com', 'www.example.com'] },
    ]);
  });

  it('reads several sites', () => {
    expect(parseSites('shop=shop.example|*.shop.example, blog = blog.example', '127.0.0.1')).toEqual([
      { id: 'shop', hosts: ['shop.example', '*.shop.example'] },
      { id: 'blog', hosts: ['blog.example'] },
    ]);
  });

  it.each([
    ['0.0.0.0', '0.0.0.0'],
    ['Shop.Example', 'shop.example'],
    ['::1', '[::1]'],
  ])('listens on %s and answers to %s and to the names of this machine', (host, name) => {
    expect(parseSites(undefined, host)[0]!.hosts).toEqual([...new Set([name, 'localhost', '127.0.0.1', '[::1]'])]);
  });
});
