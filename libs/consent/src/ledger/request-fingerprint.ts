import { createHash } from 'node:crypto';
import { type ConsentStrings } from '../interop/consent-strings.js';
import { type DecisionRequest } from '../decision/decision-request.js';

/** SHA-256 over what the client asked for, in an order of our own: equal for an exact replay and for nothing else. */
export function fingerprintOf(request: DecisionRequest): string {
  const canonical = JSON.stringify([
    request.kind,
    Object.entries(request.decisions).sort(([a], [b]) => (a < b ? -1 : 1)),
    request.method,
    request.noticeVersion,
    request.language,
    [...request.acknowledgedSignals].sort(),
    request.givenAt?.toISOString() ?? null,
    // Left out where they are not said, as they were before they could be.
    ...(request.catalogueVersion === null ? [] : [request.catalogueVersion]),
    ...Object.entries(request.expression).filter(([, value]) => value !== null),
    ...(request.servedToken === undefined ? [] : [request.servedToken]),
    ...(request.acknowledgedFor === undefined ? [] : [['acknowledgedFor', ...request.acknowledgedFor].sort()]),
    ...(request.strings === undefined ? [] : [stringsOf(request.strings)]),
  ]);
  return createHash('sha256').update(canonical).digest('base64url');
}

const stringsOf = ({ tcString, gppString, gppSid }: ConsentStrings): unknown[] => [
  tcString ?? null,
  gppString ?? null,
  gppSid ?? null,
];
