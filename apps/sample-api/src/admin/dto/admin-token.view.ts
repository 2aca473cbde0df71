import { type AdminScope } from '@nest-privacy/core';
import { type AdminToken } from '../entities/admin-token.entity.js';

/** A token as the API shows it: never its digest. */
export interface AdminTokenView {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly AdminScope[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** What the API shows of a row. */
export const viewOf = ({ id, label, scopes, createdAt, expiresAt, revokedAt }: AdminToken): AdminTokenView => ({
  id,
  label,
  scopes,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});
