import { ProblemException, type ProblemPart } from '@nest-privacy/core';

/** 404: the site shows no notice that is kept here. */
export const noticeUnpublished = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'NOTICE_UNPUBLISHED',
    title: 'There is no notice yet',
    detail: 'No notice of this site was published here. Publish a draft first, or show the one that is kept elsewhere.',
    headers: { 'Cache-Control': 'no-store' },
  });

/** 503: the database was away when the process started, and is still. */
export const noticeUnread = (): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'NOTICE_UNREAD',
    title: 'The notice could not be read yet',
    detail:
      'It is not known which notice is shown, so that nobody can grant anything upon it. Try again in a second; refusing and withdrawing is possible.',
    headers: { 'Retry-After': '1', 'Cache-Control': 'no-store' },
  });

/** 404: the site never published this version. */
export const noticeVersionUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'NOTICE_VERSION_UNKNOWN',
    title: 'There is no such version of the notice',
    detail:
      'The site never published a notice of this version. List its versions to find the right one, or name the site by "site".',
  });

/** 404: nothing is being written. */
export const draftUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'NOTICE_DRAFT_UNKNOWN',
    title: 'There is no draft',
    detail: 'No notice of this site is being written, or it was published in the meantime. Create a draft first.',
  });

/** 409: a site has one draft. */
export const draftExists = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'NOTICE_DRAFT_EXISTS',
    title: 'There is a draft already',
    detail: 'A notice of this site is being written. Change that draft, or delete it first.',
  });

/** 409: granting would be easier than refusing. */
export const refusalUnequal = (errors: readonly ProblemPart[]): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'NOTICE_REFUSAL_UNEQUAL',
    title: 'Refusing is not as easy as granting',
    detail:
      'Visitors who are shown this could grant more easily than refuse. Put it right in the draft; nothing was published.',
    errors,
  });

/** 409: the draft is not complete. */
export const draftIncomplete = (errors: readonly ProblemPart[]): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'NOTICE_INCOMPLETE',
    title: 'The draft is not complete',
    detail: 'The draft lacks what visitors have to be told. Add it; nothing was published.',
    errors,
  });

/** 409: the application says which notice is shown. */
export const noticesElsewhere = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'NOTICES_ELSEWHERE',
    title: 'Notices are kept elsewhere',
    detail:
      'The application says by itself which notice is shown. Leave the option "noticeVersion" out, and bind no NoticeReader, to publish notices here.',
  });
