import { ProblemException } from './problem.exception.js';

describe('ProblemException', () => {
  it('says what is wrong also to a filter that knows nothing but errors', () => {
    const error = new ProblemException({ status: 429, code: 'TOO_OFTEN', title: 'Too often', detail: 'Wait.' });
    expect(error.message).toBe('Wait.');
    expect(error.getResponse()).not.toHaveProperty('message');
  });
});
