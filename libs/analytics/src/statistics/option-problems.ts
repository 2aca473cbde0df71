import { ProblemException } from '@nest-privacy/core';

/** 400: revenue in several currencies is no one number. */
export const currencyAmbiguous = (currencies: readonly string[]): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'CURRENCY_AMBIGUOUS',
    title: 'There is revenue in several currencies',
    detail: `Name one as "currency": there is revenue in ${currencies.join(', ')}, and nothing here changes one into another.`,
    errors: [{ path: 'currency', detail: `must be one of ${currencies.join(', ')}` }],
    extensions: { currencies },
  });
