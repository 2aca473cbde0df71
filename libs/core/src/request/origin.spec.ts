import { originOf } from './origin.js';

describe('originOf', () => {
  it.each([
    ['https://example.com', 'https://example.com'],
    ['https://example.com/', 'https://example.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://example.com:443', undefined],
    ['https://example.com/path', undefined],
    ['https://user@example.com', undefined],
    ['example.com', undefined],
    ['file:///x', undefined],
    ['null', undefined],
    ['*', undefined],
  ])('reads %j as %j', (text, origin) => {
    expect(originOf(text)).toBe(origin);
  });
});
