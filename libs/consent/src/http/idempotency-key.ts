import { type RequestView } from '@nest-privacy/core';
import { invalidInput } from '@nest-privacy/core/kit';

const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * The request's `Idempotency-Key`, 1 to 128 printable ASCII characters; `null` without one.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED`
 */
export function idempotencyKeyOf(view: RequestView): string | null {
  const key = view.header('idempotency-key');
  if (key === undefined) return null;
  if (KEY.test(key)) return key;
  throw invalidInput([
    { path: 'Idempotency-Key', detail: 'must be 1 to 128 printable ASCII characters without spaces' },
  ]);
}
