import { RequestView } from '@nest-privacy/core';
import { isId } from '@nest-privacy/core/kit';
import { requestIdOf } from './request-id.js';

const view = (id?: string): RequestView => new RequestView({ headers: id === undefined ? {} : { 'x-request-id': id } });

describe('requestIdOf', () => {
  it('takes a well-formed id of the client', () => {
    expect(requestIdOf(view('trace-0123.abc'))).toBe('trace-0123.abc');
  });

  it.each([undefined, '', 'a b c d e f', 'x'.repeat(65), 'line\nbreak', '<script>alert(1)</script>', 'ünïcödé!'])(
    'makes one in place of %j',
    (id) => expect(isId(requestIdOf(view(id)))).toBe(true),
  );

  it('gives a request one id', () => {
    const request = view();
    expect(requestIdOf(request)).toBe(requestIdOf(request));
  });
});
