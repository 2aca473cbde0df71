import { QueryFailedError } from 'typeorm';
import { type DatabaseFault, databaseFaultOf } from './database-fault.js';

const coded = (code: string, more: object = {}): Error => Object.assign(new Error('of the driver'), { code, ...more });
const ofTypeOrm = (driverError: Error): Error => new QueryFailedError('SELECT 1', [], driverError);

describe('what a driver says of a fault of its database', () => {
  it.each<[string, DatabaseFault]>([
    ['57P01', 'unreachable'],
    ['57P03', 'unreachable'],
    ['08006', 'unreachable'],
    ['28P01', 'unreachable'],
    ['57014', 'late'],
    ['25P03', 'late'],
    ['55P03', 'busy'],
    ['40P01', 'busy'],
    ['53300', 'exhausted'],
    ['53100', 'full'],
    ['25006', 'read-only'],
    ['42501', 'forbidden'],
    ['XX001', 'damaged'],
    ['SQLITE_BUSY', 'busy'],
    ['SQLITE_FULL', 'full'],
    ['SQLITE_READONLY', 'read-only'],
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_IOERR', 'unreachable'],
  ])('%s is understood as %s, by itself and inside an error of TypeORM', (code, fault) => {
    expect([databaseFaultOf(coded(code)), databaseFaultOf(ofTypeOrm(coded(code)))]).toEqual([fault, fault]);
  });

  it.each<[string, DatabaseFault]>([
    ['timeout exceeded when trying to connect', 'exhausted'],
    ['Connection terminated unexpectedly', 'unreachable'],
    ['Query read timeout', 'late'],
  ])('"%s" is understood as %s', (message, fault) => {
    expect(databaseFaultOf(new Error(message))).toBe(fault);
  });

  it.each(['23505', '22P02', '42601', '42P01', '08P01', '55000', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR'])(
    '%s is a fault of what was asked',
    (code) => expect(databaseFaultOf(ofTypeOrm(coded(code)))).toBeUndefined(),
  );

  it('a refused socket counts when a driver reports it, and not when anybody else does', () => {
    expect(databaseFaultOf(ofTypeOrm(coded('ECONNREFUSED')))).toBe('unreachable');
    expect(databaseFaultOf(coded('ECONNREFUSED'))).toBeUndefined();
  });

  it('a database that takes no connections turns everybody away', () => {
    expect(databaseFaultOf(coded('55000', { severity: 'FATAL' }))).toBe('unreachable');
  });

  it('a pooler that turns somebody away breaks its protocol fatally, as PostgreSQL never does', () => {
    expect(databaseFaultOf(coded('08P01', { severity: 'FATAL' }))).toBe('unreachable');
  });

  it.each([undefined, null, 'text', 7, new Error('of ours'), {}])('%p says nothing', (error) => {
    expect(databaseFaultOf(error)).toBeUndefined();
  });
});
