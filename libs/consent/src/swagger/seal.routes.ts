import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  problems,
  ref,
  REFUSALS,
  SITE,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { rateLimited } from '@nest-privacy/core/kit';
import { ConsentKeysController } from '../consent-keys.controller.js';
import { ConsentVerifyController } from '../consent-verify.controller.js';

const { failure, database, cursor, site } = REFUSALS;

const HEAD = {
  log: 'default',
  size: 2,
  root: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  previous: null,
  sealedAt: '2026-11-21T10:00:01.000Z',
  keyId: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  signature: 'bKhSi6PmXc1fSkpN1YpZkNTVn6M7sGoNDp9x5Ql2VYiJ7cUe0g1n3j0hL2mXkq8oWZr4tYv5B6C7D8E9F0G1Ag',
};

/** Whether the ledger is what it was. */
export const VERIFY_ROUTES: ControllerDescription = describeController(ConsentVerifyController, {
  verify: {
    summary: 'Whether the ledger of a site is what it was',
    description:
      'Needs the scope `consent:read`. Checks 4 096 records at most, from the first on or from `cursor`: signatures, chain, tree, every record, and that nothing stands between that was not sealed. One part at a time in each process. All at once, and against heads that were kept outside: `npm run ledger:verify`.',
    admin: true,
    parameters: [SITE, inQuery('cursor', '`nextCursor` of the part before.', { type: 'string' })],
    responses: {
      200: answer('What was found.', ref('LedgerVerification'), {
        headers: ['Cache-Control'],
        example: {
          site: 'default',
          status: 'verified',
          checked: 2,
          size: 2,
          fault: null,
          head: HEAD,
          unsealed: 0,
          nextCursor: null,
        },
      }),
      ...problems(
        invalid('site', 'is not the id of a site'),
        cursor,
        ...unauthorised('consent:read'),
        site,
        rateLimited('The ledger is being checked', { allowed: false, endsIn: 1_000 }),
        failure,
        database,
      ),
    },
  },
});

/** The keys that proofs are checked with. */
export const KEY_ROUTES: ControllerDescription = describeController(ConsentKeysController, {
  keys: {
    summary: 'The public keys of the ledger',
    description: 'A JSON Web Key Set (RFC 7517, RFC 8037) of all keys that ever signed a head, newest first.',
    responses: {
      200: answer('The keys.', ref('LedgerKeys'), {
        headers: ['Cache-Control'],
        example: {
          keys: [
            {
              kty: 'OKP',
              crv: 'Ed25519',
              x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
              kid: HEAD.keyId,
              validFrom: '2026-11-21T10:00:01.000Z',
              validUntil: null,
            },
          ],
        },
      }),
      ...problems(failure, database),
    },
  },
});
