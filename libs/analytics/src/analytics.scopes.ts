import { type AdminScope } from '@nest-privacy/core';

declare module '@nest-privacy/core' {
  interface AdminScopes {
    'analytics:read': true;
    'analytics:write': true;
  }
}

/** What the admin routes of this package ask for. */
export const ANALYTICS_SCOPES: readonly AdminScope[] = ['analytics:read', 'analytics:write'];
