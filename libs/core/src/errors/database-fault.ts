/** Why a database does not do what it was asked, though it was asked rightly; it may do so another time. */
export type DatabaseFault =
  'unreachable' | 'late' | 'busy' | 'exhausted' | 'full' | 'read-only' | 'forbidden' | 'damaged';

/** What is read of an error: a driver's own, or TypeORM's, which has the driver's inside. */
interface DriverError {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly driverError?: unknown;
}

/** SQLSTATEs (PostgreSQL's manual, appendix A), and SQLite's names of its result codes. */
const BY_CODE: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/^(08(?!P01)|28|3D000|57P0|58)/, 'unreachable'],
  [/^(57014|25P0[34]|PG_SILENT)$/, 'late'],
  [/^(40001|40P01|55P03|SQLITE_BUSY|SQLITE_LOCKED)$/, 'busy'],
  [/^53(000|200|300|400)$/, 'exhausted'],
  [/^(53100|SQLITE_FULL)$/, 'full'],
  [/^(25006|SQLITE_READONLY)$/, 'read-only'],
  [/^42501$/, 'forbidden'],
  [/^(XX00[12]|SQLITE_CORRUPT|SQLITE_NOTADB)$/, 'damaged'],
  [/^(SQLITE_IOERR|SQLITE_CANTOPEN)$/, 'unreachable'],
];

/** What `pg` and its pool say without a code when a connection is lost or none is to be had. */
const BY_MESSAGE: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/^timeout exceeded when trying to connect$/, 'exhausted'],
  [/^(Query read timeout|timeout expired)$/, 'late'],
  [/^(Connection terminated|Client (was closed|has encountered a connection error))/, 'unreachable'],
];

/**
 * What somebody is turned away with, where it is fatal: a pooler says "protocol violation", and PostgreSQL "not in prerequisite state" of a database that takes no
 * connections. Otherwise either is a fault of ours.
 */
const TURNED_AWAY = new Set(['08P01', '55000']);

/** What TypeORM says of a connection that was lost between two statements, or closed at the end. */
const LOST = new Set<unknown>(['QueryRunnerAlreadyReleasedError', 'ConnectionIsNotSetError']);

/** Node's names of what happens to a socket, which say nothing of databases unless a driver's error has them. */
const SOCKET = /^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)/;

const firstOf = (table: readonly (readonly [RegExp, DatabaseFault])[], text: unknown): DatabaseFault | undefined =>
  typeof text === 'string' ? table.find(([pattern]) => pattern.test(text))?.[1] : undefined;

function ofDriver(error: DriverError): DatabaseFault | undefined {
  const { code, message, name, severity } = error;
  if (typeof code === 'string' && TURNED_AWAY.has(code)) return severity === 'FATAL' ? 'unreachable' : undefined;
  return firstOf(BY_CODE, code) ?? firstOf(BY_MESSAGE, message) ?? (LOST.has(name) ? 'unreachable' : undefined);
}

/**
 * What is wrong with the database that an error came from, whichever driver raised it; `undefined` when something else is wrong.
 *
 * @param origin `driver` when only a database can be meant. Default: `anywhere`, so that a refused socket is not taken for a database's
 */
export function databaseFaultOf(error: unknown, origin: 'driver' | 'anywhere' = 'anywhere'): DatabaseFault | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { driverError, code } = error as DriverError;
  if (typeof driverError === 'object' && driverError !== null) return databaseFaultOf(driverError, 'driver');
  const lostSocket = origin === 'driver' && typeof code === 'string' && SOCKET.test(code);
  return lostSocket ? 'unreachable' : ofDriver(error);
}
