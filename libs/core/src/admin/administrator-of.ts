import { type AdminAccess, type Administrator } from '../ports/admin-access.js';
import { type RequestView } from '../request/request-view.js';
import { isLine } from '../validation/text.js';
import { administratorInvalid } from './admin-problems.js';

const ADMINISTRATOR = Symbol.for('@nest-privacy/core:administrator');
/** Characters of an id. */
const LONGEST_ID = 128;

/**
 * Who sends a request, looked up once for each; `null` also where nobody decides who is an administrator.
 *
 * @throws ProblemException 500 `ADMINISTRATOR_INVALID`; what the port throws
 */
export const administratorOf = (
  view: RequestView | undefined,
  access: AdminAccess | undefined,
): Promise<Administrator | null> =>
  view && access ? view.memo(ADMINISTRATOR, () => askedOf(access, view)) : Promise.resolve<Administrator | null>(null);

async function askedOf(access: AdminAccess, view: RequestView): Promise<Administrator | null> {
  const administrator = await access.administratorOf(view);
  if (administrator === null || isLine(administrator.id, LONGEST_ID)) return administrator;
  throw administratorInvalid(LONGEST_ID);
}
