import { type AdminScope } from '@nest-privacy/core';

declare module '@nest-privacy/core' {
  interface AdminScopes {
    'rights:read': true;
    'rights:export': true;
    'rights:erase': true;
    'audit:read': true;
  }
}

/** What the admin routes of this package ask for. */
export const RIGHTS_SCOPES: readonly AdminScope[] = ['rights:read', 'rights:export', 'rights:erase', 'audit:read'];
