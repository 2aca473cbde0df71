import { ProblemException } from '../errors/problem.exception.js';
import { type RequestView } from '../request/request-view.js';
import { isLine } from '../validation/text.js';

/** In lower case. */
const HEADER = 'audit-reason';
/** Characters. */
const LONGEST_REASON = 500;

/** 400: what opens a person's data needs a reason. */
export const auditReasonRequired = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'AUDIT_REASON_REQUIRED',
    title: 'A reason is required',
    detail:
      'This route opens data of one person. Say why in the header "Audit-Reason", best by the number of a ticket; it is kept in the audit log.',
  });

/** 400: what was given is no reason that can be kept. */
export const auditReasonInvalid = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'AUDIT_REASON_INVALID',
    title: 'The reason cannot be kept',
    detail: `Give one line of ${LONGEST_REASON} characters at most in the header "Audit-Reason".`,
  });

/** Header fields hold Latin-1 alone, so that whoever needs other letters percent-encodes them (RFC 3986, section 2.5). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Why an administrator does something, from the header `Audit-Reason`.
 *
 * @returns `null` where none is given
 * @throws ProblemException 400 `AUDIT_REASON_INVALID`
 */
export function auditReasonOf(view: RequestView): string | null {
  const reason = decoded(view.header(HEADER) ?? '').trim();
  if (reason === '') return null;
  if (!isLine(reason, LONGEST_REASON)) throw auditReasonInvalid();
  return reason;
}
