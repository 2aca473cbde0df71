import { RequestView } from './request-view.js';

describe('RequestView', () => {
  const view = RequestView.of({
    headers: { dnt: '1, 1', cookie: 'a=1; b=x%20y; a=2; __proto__=z' },
    headersDistinct: { dnt: ['1', '1'] },
    url: '/path/to?query=1#hash',
  });

  it('reads cookies by name, the first of its name, and nothing from a prototype', () => {
    expect([view.cookie('a'), view.cookie('b'), view.cookie('toString')]).toEqual(['1', 'x y', undefined]);
  });

  it('keeps field lines apart', () => {
    expect([view.header('dnt'), view.headerLines('dnt'), view.headerLines('absent')]).toEqual(['1, 1', ['1', '1'], []]);
  });

  it('cuts the query off the path', () => {
    expect([view.path, view.url]).toEqual(['/path/to', '/path/to?query=1#hash']);
  });

  it('conceals fields from others, and keeps them itself', () => {
    const raw = {
      headers: { host: 'a.example', cookie: 'a=1' },
      headersDistinct: { host: ['a.example'], cookie: ['a=1'] },
      rawHeaders: ['Host', 'a.example', 'Cookie', 'a=1'],
    };
    const concealing = new RequestView(raw);
    concealing.conceal(new Set(['cookie']));
    expect([raw.headers, raw.headersDistinct, raw.rawHeaders]).toEqual([
      { host: 'a.example' },
      { host: ['a.example'] },
      ['host', 'a.example'],
    ]);
    concealing.conceal(new Set(['host']));
    expect([concealing.cookie('a'), concealing.header('host'), concealing.headerLines('cookie')]).toEqual([
      '1',
      'a.example',
      ['a=1'],
    ]);
    expect(raw.headers).toEqual({});
  });

  it('is one view for one request, and computes a note once', () => {
    const key = Symbol('note');
    let computed = 0;
    const compute = (): number => ++computed;
    expect([RequestView.of(view.raw).memo(key, compute), view.memo(key, compute)]).toEqual([1, 1]);
    view.remember(key, 7);
    expect(view.memo(key, compute)).toBe(7);
  });
});
