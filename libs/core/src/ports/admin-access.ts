import { type AdminScope } from '../admin/admin-scope.js';
import { type RequestView } from '../request/request-view.js';

/** Who may use the suite's admin routes: the application's decision. */
export interface AdminAccess {
  /**
   * The scopes of whoever sends the request.
   *
   * @returns `null` when the request proves no identity; that is a 401, while a missing scope is a 403
   */
  scopesOf(request: RequestView): Promise<ReadonlySet<AdminScope> | null> | ReadonlySet<AdminScope> | null;
}

/** Injection token of {@link AdminAccess}; unbound, every admin route refuses everybody. */
export const AdminAccess = Symbol.for('@nest-privacy/core:AdminAccess');
