import { parseDntLegacy } from './parse-dnt-legacy.js';

describe('parseDntLegacy', () => {
  it.each([
    [undefined, null],
    ['1', true],
    ['0', false],
    ['', false],
    ['1abc', false],
    ['1, 1', false],
    ['null', false],
  ])('reads %j as %s', (value, expected) => {
    expect(parseDntLegacy(value)).toBe(expected);
  });
});
