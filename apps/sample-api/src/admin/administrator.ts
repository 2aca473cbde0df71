import { type AdminScope } from '@nest-privacy/core';
import { EVERY_SCOPE } from './admin-scopes.js';

/** Whoever holds an admin token. */
export interface Administrator {
  readonly scopes: ReadonlySet<AdminScope>;
  /** `null` for never. */
  readonly expiresAt: Date | null;
}

/** The holder of ADMIN_TOKEN, which is in no table and cannot be revoked there. */
export const OPERATOR: Administrator = { scopes: new Set(EVERY_SCOPE), expiresAt: null };
