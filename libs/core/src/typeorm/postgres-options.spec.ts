import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions, EntitySchema } from 'typeorm';
import { ConfigurationError } from '../errors/configuration.error.js';
import { storageDatabases } from '../testing/index.js';
import { OwnPostgres } from '../../../../test/setup/own-postgres.js';
import { postgresOptions } from './postgres-options.js';
import { PreparedStatement } from './prepared-statement.js';
import { read, transact, write } from './transact.js';

const Note = new EntitySchema<{ id: number; text: string }>({
  name: 'note',
  columns: { id: { type: 'integer', primary: true }, text: { type: 'varchar' } },
});

/** Shorter than the default, for a test that waits for it. */
const PATIENCE = 400;

const unavailable = { code: 'DATABASE_UNAVAILABLE', status: 503 };

describe('a PostgreSQL that falls silent', () => {
  let server: OwnPostgres;
  let options: DataSourceOptions & { type: 'postgres' };
  let source: DataSource;
  const insert = new PreparedStatement('INSERT INTO note (id, text) VALUES ($1::integer, $2::varchar)');

  beforeAll(async () => {
    server = await OwnPostgres.start();
    options = { ...postgresOptions(server.url, { patience: PATIENCE }), poolSize: 3, entities: [Note] };
    source = await new DataSource({ ...options, synchronize: true }).initialize();
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
  }, 60_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await source.destroy();
    await server.remove();
  });

  const ids = async (): Promise<number[]> =>
    (await read(source, (manager) => manager.find(Note, { order: { id: 'ASC' } }))).map(({ id }) => id);
  const note = (id: number): { id: number; text: string } => ({ id, text: 'x' });

  it('has every question end, whatever it was and however many there are, and is asked again when it is back', async () => {
    await Promise.all([1, 2, 3].map((id) => write(source, (manager) => manager.insert(Note, note(id)))));
    server.freeze();
    const questions = [
      () => ids(),
      () => write(source, (manager) => manager.insert(Note, note(10))),
      () => transact(source, (manager) => manager.insert(Note, note(11))),
      () => insert.run(source, [12, 'x']),
    ];
    const asked = Array.from({ length: 5 }, () => questions.map((ask) => ask())).flat();
    for (const result of await Promise.allSettled(asked))
      expect(result).toMatchObject({ status: 'rejected', reason: unavailable });
    server.thaw();
    for (let answered = false; !answered;)
      answered = await ids().then(
        () => true,
        () => false,
      );
    expect(await ids()).toEqual(expect.arrayContaining([1, 2, 3]));
  });

  it('leaves no transaction open into which the next question would fall', async () => {
    const single = await new DataSource({ ...options, poolSize: 1 }).initialize();
    server.freeze();
    await expect(transact(single, (manager) => manager.insert(Note, note(30)))).rejects.toMatchObject(unavailable);
    server.thaw();
    await insert.run(single, [31, 'x']);
    expect(await ids()).toContain(31);
    await single.destroy();
  });

  it('is not waited for by a statement that takes too long, nor by one that another has locked out', async () => {
    await expect(read(source, (manager) => manager.query('SELECT pg_sleep(60)'))).rejects.toMatchObject({
      ...unavailable,
      fault: 'late',
    });
    const locker = source.createQueryRunner();
    await locker.startTransaction();
    await locker.query('LOCK TABLE note');
    await expect(ids()).rejects.toMatchObject({ ...unavailable, fault: 'busy' });
    // A transaction that is left open is ended by the server, and its locks with it.
    for (let answered = false; !answered;)
      answered = await ids().then(
        () => true,
        () => false,
      );
    await locker.release();
  });

  it('does not stay away when it was stopped and started', async () => {
    await server.stop();
    await expect(ids()).rejects.toMatchObject({ ...unavailable, fault: 'unreachable' });
    await server.start();
    expect((await ids()).length).toBeGreaterThan(0);
  });
});

describe.each(storageDatabases().slice(1))('the limits of a session on $name', ({ name, create }) => {
  it('are set where the session is ours alone', async () => {
    const place = await create();
    const source = await new DataSource(postgresOptions(place.url)).initialize();
    const limits = await source.query<object[]>(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
        current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('application_name') AS name`,
    );
    const ours = { statement: '4s', lock: '3s', idle: '5s', name: 'nest-privacy' };
    const defaults = { statement: '0', lock: '0', idle: '0', name: 'nest-privacy' };
    expect(limits).toEqual([name === 'PostgreSQL' ? ours : defaults]);
    await source.destroy();
    await place.drop();
  });
});

describe('postgresOptions', () => {
  it.each([0, -1, Number.NaN, 2 ** 31])('refuses %p as patience', (patience) => {
    expect(() => postgresOptions('postgres://localhost/x', { patience })).toThrow(ConfigurationError);
  });
});
