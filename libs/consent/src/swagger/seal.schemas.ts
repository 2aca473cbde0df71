import {
  COUNT,
  described,
  ID,
  list,
  object,
  oneOf,
  orNull,
  ref,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';

const HEX = { type: 'string', pattern: '^[0-9a-f]{64}$' };

/** What the routes of the seal answer. */
export const SEAL_SCHEMAS: Schemas = {
  LedgerHead: {
    ...object({
      log: described(text(64), 'The site.'),
      size: described(COUNT, 'How many records it covers.'),
      root: described(HEX, 'Merkle root over them (RFC 9162).'),
      previous: described(orNull(HEX), 'Hash of the head before.'),
      sealedAt: TIME,
      keyId: described(text(43), 'Thumbprint of the key that signed (RFC 7638).'),
      signature: described(text(86), 'Ed25519.'),
    }),
    description: 'What a site’s log was at one moment, signed.',
  },
  LedgerFault: object({
    kind: oneOf(
      'edited',
      'deleted',
      'inserted',
      'reordered',
      'altered',
      'gap',
      'forged head',
      'backdated',
      'state',
      'node',
      'truncated',
      'forked',
      'untrusted key',
    ),
    log: described(text(64), 'The site.'),
    position: described(orNull(COUNT), 'Place of the record in the log, or of the first that it may be.'),
    id: described(orNull(ID), 'The record, where it can be told.'),
    detail: { type: 'string' },
  }),
  LedgerVerification: object({
    site: text(64),
    status: described(oneOf('verified', 'incomplete', 'tampered'), 'Go on with `nextCursor` where it is incomplete.'),
    checked: described(COUNT, 'Records that were checked in this part.'),
    size: described(COUNT, 'Records from the first on that were found whole.'),
    fault: described(orNull(ref('LedgerFault')), 'The first that is wrong.'),
    head: described(orNull(ref('LedgerHead')), 'The newest head that was checked.'),
    unsealed: described(COUNT, 'Records of all sites that are not sealed yet; 10 000 stand for as many or more.'),
    nextCursor: orNull({ type: 'string' }),
  }),
  LedgerKeys: object({
    keys: list(
      object({
        kty: oneOf('OKP'),
        crv: oneOf('Ed25519'),
        x: text(43),
        kid: described(text(43), 'Thumbprint (RFC 7638).'),
        validFrom: described(TIME, 'When it signed first.'),
        validUntil: described(orNull(TIME), 'When the next one did; null for the newest.'),
      }),
    ),
  }),
};
