import { type AdminScope } from '../admin/admin-scope.js';
import { type RequestView } from '../request/request-view.js';

/** Somebody who may use admin routes. */
export interface Administrator {
  /** Stable, and the same for one person or program whatever it sends: what an audit log names. 1 to 128 characters. */
  readonly id: string;
  /** What is allowed. */
  readonly scopes: ReadonlySet<AdminScope>;
  /** For people to read. @default none */
  readonly name?: string | undefined;
}

/** Who may use the suite's admin routes: the application's decision. */
export interface AdminAccess {
  /**
   * Who sends the request; asked once for each.
   *
   * @returns `null` when the request proves no identity; that is a 401, while a missing scope is a 403
   */
  administratorOf(request: RequestView): Promise<Administrator | null> | Administrator | null;
}

/** Injection token of {@link AdminAccess}; unbound, every admin route refuses everybody. */
export const AdminAccess = Symbol.for('@nest-privacy/core:AdminAccess');
