import { ProblemException } from '@nest-privacy/core';
import { preconditionFailed } from '@nest-privacy/core/kit';

/** 404: no living item has this id. */
export const unknownItem = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'TRACKING_ITEM_UNKNOWN',
    title: 'There is no such tracking item',
    detail: 'No item has this id, or it was deleted. List the items to find the right one.',
  });

/** 404: no entry of the list has this id. */
export const unknownCookie = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'UNDECLARED_COOKIE_UNKNOWN',
    title: 'There is no such undeclared cookie',
    detail:
      'No entry of the list has this id: it was taken away, or the cookie is declared by now. List the cookies to see.',
  });

/** 404: the site's catalogue never had this version; it may have it one day, so that no cache keeps the answer. */
export const unknownVersion = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'CATALOGUE_VERSION_UNKNOWN',
    title: 'There is no such version of the catalogue',
    detail: 'Versions begin at 1 and grow by one. Leave "version" out to get the current one, which names its number.',
    headers: { 'Cache-Control': 'no-store' },
  });

/** 409: the catalogue is as large as it may become; `most` completes the sentence "A catalogue …". */
export const catalogueFull = (most: string): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'CATALOGUE_FULL',
    title: 'The catalogue is full',
    detail: `A catalogue ${most}; nothing was changed. Delete what is no longer used.`,
  });

/** 412: the item was changed since the client read it. */
export const staleVersion = (current: string): ProblemException => preconditionFailed('item', current);
