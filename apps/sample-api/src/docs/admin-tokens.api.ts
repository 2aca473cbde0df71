import {
  answer,
  type ApiDescription,
  described,
  describeController,
  emptyAnswer,
  ID,
  inPath,
  invalid,
  object,
  oneOf,
  orNull,
  PAGE,
  page,
  problems,
  ref,
  REFUSALS,
  type Schemas,
  text,
  TIME,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { EVERY_SCOPE } from '../admin/admin-scopes.js';
import { AdminTokensController } from '../admin/admin-tokens.controller.js';
import { lastFullToken, outlives, scopesMissing, tokenUnknown } from '../admin/token-problems.js';

const LABEL = { ...text(100, 'What it is for.'), minLength: 1 };
const SCOPES = {
  type: 'array',
  items: oneOf(...EVERY_SCOPE),
  minItems: 1,
  maxItems: EVERY_SCOPE.length,
  uniqueItems: true,
};
const EXPIRY = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
  description: 'A point in time, or the day (UTC) at whose beginning the token ends; never without.',
};
const TOKEN = {
  id: ID,
  label: LABEL,
  scopes: SCOPES,
  createdAt: TIME,
  expiresAt: orNull(TIME),
  revokedAt: orNull(TIME),
};

const SCHEMAS: Schemas = {
  AdminToken: object(TOKEN),
  NewAdminToken: object({ ...TOKEN, token: described({ type: 'string' }, 'Opaque; told this once.') }),
  AdminTokenDraft: object({ label: LABEL, scopes: SCOPES, expiresAt: EXPIRY }, ['label', 'scopes']),
  AdminTokenPage: page(ref('AdminToken')),
};

const DRAFT = { label: 'dashboard', scopes: ['analytics:read'], expiresAt: '2027-01-01' };
const MADE = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  label: DRAFT.label,
  scopes: DRAFT.scopes,
  createdAt: '2026-06-15T12:00:00.000Z',
  expiresAt: '2027-01-01T00:00:00.000Z',
  revokedAt: null,
};
const { failure, database, cursor } = REFUSALS;
const common = [...unauthorised('tokens:write'), failure, database] as const;
const NEEDS = 'Needs the scope `tokens:write`.';
const TOKEN_ID = inPath('id', 'Id of the token.');

/** Management of the admin tokens. */
export const ADMIN_TOKENS_API: ApiDescription = {
  tag: { name: 'admin', description: 'Tokens of administrators.' },
  schemas: SCHEMAS,
  controllers: [
    describeController(AdminTokensController, {
      list: {
        summary: 'List the admin tokens, without the tokens themselves',
        description: NEEDS,
        admin: true,
        parameters: PAGE,
        responses: {
          200: answer('A page of the tokens, oldest first.', ref('AdminTokenPage'), {
            headers: ['Cache-Control'],
            example: { items: [MADE], nextCursor: null },
          }),
          ...problems(invalid('limit', 'limit must be 200 at most'), cursor, ...common),
        },
      },
      get: {
        summary: 'One admin token, without the token itself',
        description: `Also a revoked one. ${NEEDS}`,
        admin: true,
        parameters: [TOKEN_ID],
        responses: {
          200: answer('The token.', ref('AdminToken'), { headers: ['Cache-Control'], example: MADE }),
          ...problems(invalid('id', 'id must be a UUID'), ...common, tokenUnknown()),
        },
      },
      create: {
        summary: 'Make an admin token',
        description: `It is shown this once. A token gives no more than it has itself. ${NEEDS}`,
        admin: true,
        requestBody: {
          description: 'What it is for, and what it is good for.',
          required: true,
          content: {
            'application/json': {
              schema: ref('AdminTokenDraft'),
              examples: { dashboard: { summary: 'A token that reads statistics', value: DRAFT } },
            },
          },
        },
        responses: {
          201: answer('The token was made.', ref('NewAdminToken'), {
            headers: ['Cache-Control', 'Location'],
            example: { ...MADE, token: `npa_${'0'.repeat(32)}_${'A'.repeat(43)}` },
          }),
          ...problems(
            invalid('scopes', 'each value in scopes must be one of those there are'),
            ...common,
            scopesMissing(['catalogue:write']),
            outlives(new Date('2026-12-31T00:00:00Z')),
          ),
        },
      },
      revoke: {
        summary: 'Revoke an admin token',
        description: `From the next request on. ${NEEDS}`,
        admin: true,
        parameters: [TOKEN_ID],
        responses: {
          204: emptyAnswer('It is revoked.', ['Cache-Control']),
          ...problems(
            invalid('id', 'id must be a UUID'),
            ...common,
            scopesMissing(['catalogue:write']),
            tokenUnknown(),
            lastFullToken(),
          ),
        },
      },
    }),
  ],
};
