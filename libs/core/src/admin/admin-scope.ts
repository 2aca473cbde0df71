/**
 * What an administrator may be allowed. Empty here: each feature, and the application, adds its own by declaration merging.
 *
 * @example
 * declare module '@nest-privacy/core' {
 *   interface AdminScopes {
 *     'orders:read': true;
 *   }
 * }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into by whoever declares a scope
export interface AdminScopes {}

/** Name of a scope, for example `catalogue:write`. */
export type AdminScope = Extract<keyof AdminScopes, string>;
