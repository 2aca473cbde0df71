import { type AdminScope } from '@nest-privacy/core';

declare module '@nest-privacy/core' {
  interface AdminScopes {
    'catalogue:read': true;
    'catalogue:write': true;
  }
}

/** What the admin routes of this package ask for. */
export const TRACKING_ITEMS_SCOPES: readonly AdminScope[] = ['catalogue:read', 'catalogue:write'];
