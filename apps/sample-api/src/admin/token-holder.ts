import { type Administrator } from '@nest-privacy/core';
import { EVERY_SCOPE } from './admin-scopes.js';

/** Whoever holds an admin token; known by the token's id and label. */
export interface TokenHolder extends Administrator {
  /** `null` for never. */
  readonly expiresAt: Date | null;
}

/** The holder of ADMIN_TOKEN, which is in no table and cannot be revoked there. */
export const OPERATOR: TokenHolder = { id: 'operator', scopes: new Set(EVERY_SCOPE), expiresAt: null };
