/** The ledger tells of these signals already, or there is nobody whose they are. */
export class NothingNew extends Error {}
