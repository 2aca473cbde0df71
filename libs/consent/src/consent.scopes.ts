import { type AdminScope } from '@nest-privacy/core';

declare module '@nest-privacy/core' {
  interface AdminScopes {
    'consent:read': true;
    'consent:report': true;
    'consent:import': true;
    'consent:webhooks': true;
    'consent:withdraw': true;
    'notices:read': true;
    'notices:write': true;
    'notices:publish': true;
  }
}

/** What the admin routes of this package ask for. */
export const CONSENT_SCOPES: readonly AdminScope[] = [
  'consent:read',
  'consent:report',
  'consent:import',
  'consent:webhooks',
  'consent:withdraw',
  'notices:read',
  'notices:write',
  'notices:publish',
];
