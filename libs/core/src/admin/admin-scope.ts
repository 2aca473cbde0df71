/** What an administrator's token may be good for. An application adds its own by declaration merging. */
export interface AdminScopes {
  'catalogue:read': true;
  'catalogue:write': true;
  'consent:read': true;
  'analytics:read': true;
}

/** Name of a scope, for example `catalogue:write`. */
export type AdminScope = Extract<keyof AdminScopes, string>;

/** The scopes of the suite's own routes. */
export const ADMIN_SCOPES: readonly AdminScope[] = [
  'catalogue:read',
  'catalogue:write',
  'consent:read',
  'analytics:read',
];
