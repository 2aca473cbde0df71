import { ADMIN_SCOPES, type AdminScope } from '@nest-privacy/core';

declare module '@nest-privacy/core' {
  interface AdminScopes {
    'tokens:write': true;
  }
}

/** The scopes of the suite and of this application. */
export const EVERY_SCOPE: readonly AdminScope[] = [...ADMIN_SCOPES, 'tokens:write'];
