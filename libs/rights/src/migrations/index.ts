import { CreateRights1764105000000 } from './1764105000000-create-rights.js';

/** The migrations of this package, oldest first, for the application's DataSource. */
export const RIGHTS_MIGRATIONS = [CreateRights1764105000000];
