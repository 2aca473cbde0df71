import { ProblemException } from '@nest-privacy/core';
import { isTimeZoneName, TimeZone } from '@nest-privacy/core/kit';

/** @throws ProblemException 400 `TIMEZONE_UNKNOWN` */
export function zoneNamed(name: string): TimeZone {
  if (isTimeZoneName(name)) return new TimeZone(name);
  throw unknownTimeZone();
}

/** 400: there is no such time zone. */
export const unknownTimeZone = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'TIMEZONE_UNKNOWN',
    title: 'The time zone is not known',
    detail: 'Give the name of an IANA time zone, such as "Europe/Berlin", "Asia/Kathmandu" or "UTC".',
    errors: [{ path: 'timezone', detail: 'is not an IANA time zone' }],
  });
