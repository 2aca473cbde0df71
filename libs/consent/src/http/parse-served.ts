import { invalidInput } from '@nest-privacy/core/kit';
import { FieldReader } from './field-reader.js';

/** That a browser shows a notice, as it says so. */
export interface ServedReport {
  readonly noticeVersion: number;
  readonly language: string | null;
  readonly variant: string | null;
  readonly surface: string | null;
}

const MEMBERS: ReadonlySet<string> = new Set(['noticeVersion', 'language', 'variant', 'surface']);

/**
 * Reads `{ noticeVersion, language?, variant?, surface? }`, and trusts nothing about its shape.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED`
 */
export function parseServed(body: unknown): ServedReport {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidInput([{ path: '', detail: 'must be an object with the member "noticeVersion"' }]);
  const fields = new FieldReader(body as Readonly<Record<string, unknown>>);
  fields.refuseUnknown(MEMBERS);
  const noticeVersion = fields.wholeNumber('noticeVersion', 1);
  if (noticeVersion === null && fields.faults.length === 0)
    fields.faults.push({ path: 'noticeVersion', detail: 'is missing; it is part of what GET /consent/notice answers' });
  const report = {
    language: fields.language('language'),
    variant: fields.slug('variant'),
    surface: fields.slug('surface'),
  };
  if (fields.faults.length > 0 || noticeVersion === null) throw invalidInput(fields.faults);
  return { noticeVersion, ...report };
}
