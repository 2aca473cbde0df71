import { type AdminAccess, type Administrator } from '../ports/admin-access.js';
import { type RequestView } from '../request/request-view.js';

const ADMINISTRATOR = Symbol.for('@nest-privacy/core:administrator');

/** Who sends a request, looked up once for each; `null` also where nobody decides who is an administrator. */
export const administratorOf = (
  view: RequestView | undefined,
  access: AdminAccess | undefined,
): Promise<Administrator | null> =>
  view && access
    ? view.memo(ADMINISTRATOR, async () => access.administratorOf(view))
    : Promise.resolve<Administrator | null>(null);
