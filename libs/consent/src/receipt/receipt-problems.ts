import { ProblemException } from '@nest-privacy/core';

/** 406: a receipt comes in two forms, and the client takes neither. */
export const receiptNotAcceptable = (): ProblemException =>
  new ProblemException({
    status: 406,
    code: 'RECEIPT_NOT_ACCEPTABLE',
    title: 'There is no receipt of this form',
    detail:
      'Ask by "Accept" for application/ld+json (ISO/IEC TS 27560 in the Data Privacy Vocabulary) or application/jwt (Kantara Consent Receipt 1.1, signed).',
  });

/** 406: the form that was asked for knows no refusal. */
export const receiptNothingGranted = (): ProblemException =>
  new ProblemException({
    status: 406,
    code: 'RECEIPT_NOTHING_GRANTED',
    title: 'This record grants nothing',
    detail:
      'A Kantara receipt tells of consent that was given, and this record refuses, withdraws, or only repeats where its subject stood. Ask for application/ld+json, which tells of refusals, too.',
  });

/** 406: the form that was asked for has whoever signs vouch for how consent was collected. */
export const receiptNotCollected = (): ProblemException =>
  new ProblemException({
    status: 406,
    code: 'RECEIPT_NOT_COLLECTED',
    title: 'This consent was not collected here',
    detail:
      'A Kantara receipt vouches for consent that was collected, and this record was taken over from another system, which proves nothing here. Ask for application/ld+json, which says where it is from.',
  });

/** 501: nobody has said whose receipt it would be. */
export const receiptsNotConfigured = (): ProblemException =>
  new ProblemException({
    status: 501,
    code: 'RECEIPTS_NOT_CONFIGURED',
    title: 'There are no receipts here',
    detail:
      'A receipt must name its controller with address, contact and what happens to the data. State them by the option "controller" of ConsentModule.',
  });

/** 501: there is no key to sign with. */
export const receiptsNotSigned = (): ProblemException =>
  new ProblemException({
    status: 501,
    code: 'RECEIPTS_NOT_SIGNED',
    title: 'There are no signed receipts here',
    detail:
      'The records of this application are not sealed, so that there is no key to sign with. Ask for application/ld+json, or give ConsentModule keys by its option "seal".',
  });
