import { type HeaderDescription, type ParameterDescription } from './description.js';

const text = { type: 'string' } as const;

/** The headers of the suite's answers. */
export const HEADERS = {
  Allow: { description: 'The methods that this resource has.', schema: text, example: 'GET, HEAD' },
  'Accept-Encoding': {
    description: 'The content codings that a body may have (RFC 7694).',
    schema: text,
    example: 'identity',
  },
  'Cache-Control': { description: 'Who may keep the answer, and for how long.', schema: text, example: 'no-store' },
  'Complete-Until': {
    description:
      'Everything from before is in the answer, as far as it was asked for; what was received later may have been written too late for it.',
    schema: { type: 'string', format: 'date-time' },
    example: '2026-06-15T12:00:00.000Z',
  },
  'Content-Disposition': {
    description: 'That the answer is a file, and its name.',
    schema: text,
    example: 'attachment; filename="tracking-items.json"',
  },
  'Content-Language': { description: 'The language of the answer (BCP 47).', schema: text, example: 'en' },
  ETag: {
    description: 'The version of what is answered; for `If-Match` or `If-None-Match` of a later request.',
    schema: text,
    example: '"3"',
  },
  Location: { description: 'Where what was made, or the next page, is.', schema: text, example: '/articles' },
  'Retry-After': {
    description: 'After how many seconds it is worth trying again.',
    schema: { type: 'integer', minimum: 1 },
    example: 5,
  },
  'Set-Cookie': {
    description:
      'Two cookies, one a line: the subject, which only the server reads, and the signed decisions, which pages can read.',
    schema: text,
    example: 'privacy_consent=2.STATISTICS:g.…; Max-Age=33696000; Path=/; SameSite=Lax',
  },
  Vary: { description: 'The request headers that the answer depends on.', schema: text, example: 'Accept-Language' },
  'WWW-Authenticate': {
    description: 'How to identify oneself (RFC 9110, section 11.6.1).',
    schema: text,
    example: 'Bearer realm="admin"',
  },
} satisfies Readonly<Record<string, HeaderDescription>>;

/** Headers that requests of several packages have. */
export const REQUEST_HEADERS = {
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The `ETag` of the version that the change is meant for, in its quotes; `*` for whichever it is.',
    schema: text,
    example: '"1"',
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of an answer that the client still has: 304 while it is the current one.',
    schema: text,
  },
  acceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'The languages that the reader understands (RFC 9110, section 12.5.4).',
    schema: text,
    example: 'de, en;q=0.8',
  },
  auditReason: {
    name: 'Audit-Reason',
    in: 'header',
    description:
      'Why, for the audit log: one line of 500 characters at most, best the number of a ticket. What is not Latin-1 is percent-encoded. Where data of one person is opened it may be required.',
    schema: text,
    example: 'ticket 4711',
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Of the client’s making, 1 to 128 printable ASCII characters, best a UUID: a request that is repeated with it is recorded once.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
  },
} satisfies Readonly<Record<string, ParameterDescription>>;
