import { chosenType } from './media-choice.js';

const TYPES = ['application/ld+json', 'application/jwt'] as const;

describe('the choice of a media type', () => {
  it.each([
    [undefined, 'application/ld+json'],
    ['', 'application/ld+json'],
    ['*/*', 'application/ld+json'],
    ['application/*', 'application/ld+json'],
    ['application/jwt', 'application/jwt'],
    ['APPLICATION/JWT', 'application/jwt'],
    ['application/ld+json;profile="x";q=0.4, application/jwt;q=0.5', 'application/jwt'],
    ['*/*, application/ld+json;q=0', 'application/jwt'],
    ['application/jwt;q=0, */*;q=0.1', 'application/ld+json'],
    ['text/html, application/*;q=0.2', 'application/ld+json'],
    ['text/html', undefined],
    ['application/json', undefined],
    ['application/jwt;q=0', undefined],
    ['application/jwt;q=nonsense', 'application/jwt'],
    [`${'text/x,'.repeat(40)}application/jwt`, undefined],
    ['nonsense', undefined],
  ])('by %j is %s', (accept, chosen) => {
    expect(chosenType(accept, TYPES)).toBe(chosen);
  });
});
