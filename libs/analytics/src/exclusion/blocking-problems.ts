import { ProblemException } from '@nest-privacy/core';
import { preconditionFailed } from '@nest-privacy/core/kit';

/** 404: no entry has this id. */
export const blockUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'BLOCKED_ADDRESS_UNKNOWN',
    title: 'There is no such blocked address',
    detail: 'No entry has this id: it was removed, or it ended. List the blocked addresses to find the right one.',
  });

/** 409: the network is blocked for this site already. */
export const blockKnown = (network: string): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'ADDRESS_ALREADY_BLOCKED',
    title: 'It is blocked already',
    detail: `There is an entry of ${network} for this site. Change that one, or remove it first.`,
  });

/** 409: there are as many entries as there may be. */
export const blocksFull = (most: number): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'BLOCKED_ADDRESSES_FULL',
    title: 'There are too many blocked addresses',
    detail: `There may be ${most} entries. Remove those that nobody needs any more, or block a network in place of its addresses.`,
  });

/** 412: the entry was changed since the client read it. */
export const blockChanged = (current: string): ProblemException => preconditionFailed('entry', current);

/** 501: the application keeps its events in a store of its own, which keeps no blocked addresses. */
export const blockingUnsupported = (): ProblemException =>
  new ProblemException({
    status: 501,
    code: 'BLOCKING_UNSUPPORTED',
    title: 'This store keeps no blocked addresses',
    detail:
      'Have the module that the extra "store" of AnalyticsModule names export BlockedNetworks, or block addresses in front of the application.',
  });
