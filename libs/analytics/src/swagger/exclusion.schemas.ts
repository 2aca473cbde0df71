import {
  COUNT,
  described,
  ID,
  list,
  object,
  oneOf,
  orNull,
  page,
  ref,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { DROP_REASONS } from '../event/drop-reason.js';

const NETWORK = text(64, 'An address or a network, such as `203.0.113.0/24` or `2001:db8::/32`.');
const SITE = described(orNull(text(64)), 'Id of the site; null for all.');
const REASON = { ...text(200, 'Why.'), minLength: 1 };
const END = described(orNull(TIME), 'When it ends; null for never.');

/** What the routes about what is not counted take and answer. */
export const EXCLUSION_SCHEMAS: Schemas = {
  AnalyticsExclusion: object({ excluded: { type: 'boolean' } }),
  BlockedAddress: object({ id: ID, network: NETWORK, site: SITE, reason: REASON, expiresAt: END, createdAt: TIME }),
  BlockedAddressPage: page(ref('BlockedAddress')),
  BlockedAddressInput: object({ network: NETWORK, site: SITE, reason: REASON, expiresAt: END }, ['network', 'reason']),
  BlockedAddressPatch: object({ reason: REASON, expiresAt: END }, []),
  AnalyticsDrops: object({
    since: TIME,
    reasons: list(object({ reason: oneOf(...Object.keys(DROP_REASONS)), count: COUNT, meaning: { type: 'string' } })),
  }),
  AnalyticsTrace: object({
    id: ID,
    at: TIME,
    method: { type: 'string' },
    steps: list(object({ step: { type: 'string' }, result: { type: 'string' }, detail: { type: 'string' } })),
    leftOut: described(COUNT, 'Steps for which there was no room.'),
  }),
};
