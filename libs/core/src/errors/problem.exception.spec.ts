import { ProblemException } from './problem.exception.js';

describe('ProblemException', () => {
  it('says what is wrong also to a filter that knows nothing but errors', () => {
    const error = new ProblemException({ status: 429, code: 'TOO_OFTEN', title: 'Too often', detail: 'Wait.' });
    expect(error.message).toBe('Wait.');
    expect(error.getResponse()).not.toHaveProperty('message');
  });

  it('is the same problem where it is shown to people, with a page beside the document', () => {
    const error = new ProblemException({
      status: 409,
      code: 'OUTDATED',
      title: 'Outdated',
      detail: 'Ask again.',
      errors: [{ path: 'version', detail: 'must be 2' }],
      extensions: { version: 2 },
      headers: { 'Retry-After': '1' },
    });
    const shown = error.shownAs('<p>Again?</p>');
    expect([error.page, shown.page]).toEqual([undefined, '<p>Again?</p>']);
    expect(shown.problem).toEqual(error.problem);
    expect([shown.headers, shown.extensions, shown.code]).toEqual([error.headers, error.extensions, error.code]);
  });
});
