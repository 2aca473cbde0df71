import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { HeadFields } from './head-fields.js';

const response = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

describe('HeadFields', () => {
  it('reads what was given before what was set', () => {
    const set = response().setHeader('Vary', ['A', 'B']).setHeader('X', 7);
    const fields = new HeadFields(set, { VARY: 'C' });
    expect([fields.get('vary'), fields.get('x'), fields.get('tk')]).toEqual(['C', '7', undefined]);
    expect(new HeadFields(set, undefined).get('vary')).toBe('A, B');
  });

  it('replaces a given field in a copy, for the given one may be shared', () => {
    const given = Object.freeze({ vary: 'Origin' });
    const fields = new HeadFields(response(), given);
    fields.set('Vary', 'vary', 'Origin, DNT');
    expect(fields.given).toEqual({ vary: 'Origin, DNT' });
    expect(given).toEqual({ vary: 'Origin' });
  });

  it('sets a new field on the response', () => {
    const target = response();
    const fields = new HeadFields(target, { 'content-type': 'text/plain' });
    fields.set('Tk', 'tk', 'N');
    expect([target.getHeader('tk'), fields.given]).toEqual(['N', { 'content-type': 'text/plain' }]);
  });

  it.each([
    ['flat', ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Vary', 'X']],
    [
      'of pairs',
      [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['Vary', 'X'],
      ],
    ],
  ])('understands a list that is %s', (_kind, list) => {
    const fields = new HeadFields(response(), list);
    expect(fields.given).toEqual({ 'Set-Cookie': ['a=1', 'b=2'], Vary: ['X'] });
    expect(fields.get('vary')).toBe('X');
  });
});
