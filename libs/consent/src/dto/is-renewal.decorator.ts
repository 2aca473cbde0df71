import { IsIn } from 'class-validator';
import { NOTICE_RENEWALS } from '../notice/published-notice.js';

/** What becomes of earlier grants; nobody but the publisher can know, so that there is no default. */
export const IsRenewal = (): PropertyDecorator =>
  IsIn(NOTICE_RENEWALS, { message: `$property must be one of ${NOTICE_RENEWALS.join(', ')}` });
