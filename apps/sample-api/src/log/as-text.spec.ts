import { asText } from './as-text.js';

describe('an object in a line of text', () => {
  it('is its members by name, quoted where one would be taken for several', () => {
    expect(
      asText({ method: 'GET', route: '/a b', status: 200, none: undefined, list: [1, 2], text: 'x="y"', empty: '' }),
    ).toBe(String.raw`method=GET route="/a b" status=200 list=[1,2] text="x=\"y\"" empty=""`);
  });

  it.each(['text', 7, null, undefined, [1], new Error('broken'), new Map()])('is no plain object: %p', (message) => {
    expect(asText(message)).toBeUndefined();
  });
});
