import { ANALYTICS_SCOPES } from '@nest-privacy/analytics';
import { CONSENT_SCOPES } from '@nest-privacy/consent';
import { type AdminScope } from '@nest-privacy/core';
import { RIGHTS_SCOPES } from '@nest-privacy/rights';
import { TRACKING_ITEMS_SCOPES } from '@nest-privacy/tracking-items';

declare module '@nest-privacy/core' {
  interface AdminScopes {
    'tokens:write': true;
  }
}

/** The scopes of the suite and of this application. */
export const EVERY_SCOPE: readonly AdminScope[] = [
  ...TRACKING_ITEMS_SCOPES,
  ...CONSENT_SCOPES,
  ...ANALYTICS_SCOPES,
  ...RIGHTS_SCOPES,
  'tokens:write',
];
