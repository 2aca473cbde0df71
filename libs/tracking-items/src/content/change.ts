/** What happened to an item. */
export type ChangeAction = 'created' | 'updated' | 'deleted' | 'restored';

/** Which way a change came in. It names a door, never a person. */
export type ChangeOrigin = 'admin' | 'import' | 'seed' | 'application';
