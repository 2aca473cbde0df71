import fc from 'fast-check';
import { wellKnownOf } from './well-known-path.js';

describe('wellKnownOf', () => {
  it.each([
    ['/.well-known/dnt', { resource: 'site' }],
    ['/.well-known/dnt/', { resource: 'site' }],
    ['/.well-known/dnt/?x=/y', { resource: 'site' }],
    ['/.well-known/dnt#x', { resource: 'site' }],
    ['/.well-known/dnt/ads', { resource: 'status', id: 'ads' }],
    ['/.well-known/dnt/a/b+c=', { resource: 'status', id: 'a/b+c=' }],
    ['/.well-known/dnt/%61ds?x', { resource: 'status', id: 'ads' }],
    ['/.well-known/dnt/%E0%A4%A', { resource: 'status', id: undefined }],
    ['/.well-known/dnt//', { resource: 'status', id: '/' }],
    ['/.well-known/gpc.json', { resource: 'gpc' }],
    ['/.well-known/dnt-policy.txt', { resource: 'policy' }],
    ['/.well-known/dntx', undefined],
    ['/.well-known/dnt.json', undefined],
    ['/.well-known/DNT/', undefined],
    ['/.well-known/gpc.json/', undefined],
    ['/api/.well-known/dnt/', undefined],
    ['/', undefined],
    ['', undefined],
    ['*', undefined],
  ])('reads %s', (target, expected) => {
    expect(wellKnownOf(target)).toEqual(expected);
  });

  it('throws at nothing', () => {
    fc.assert(fc.property(fc.string(), (rest) => void wellKnownOf(`/.well-known/dnt/${rest}`)));
    fc.assert(fc.property(fc.string(), (target) => void wellKnownOf(target)));
  });
});
