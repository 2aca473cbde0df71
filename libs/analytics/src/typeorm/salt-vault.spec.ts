import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../migrations/index.js';
import { SaltVault } from './salt-vault.js';
import { SecretSaltKeys } from '../identity/secret-salt-keys.js';

describe.each(testDatabases())('salts on $name', (database) => {
  let place: DisposableDatabase;
  const sources: DataSource[] = [];
  const clock = new ManualClock('2026-06-15T12:00:00Z');

  /** A vault with a connection of its own, as another process has. */
  const open = async (): Promise<SaltVault> => {
    const source = new DataSource({ ...place.options, entities: ANALYTICS_ENTITIES, migrations: ANALYTICS_MIGRATIONS });
    sources.push(await source.initialize());
    return new SaltVault(source, clock, new SecretSaltKeys('a-salt-key-of-thirty-two-characters'));
  };
  const days = (): Promise<{ day: string }[]> => sources[0]!.query('SELECT "day" FROM "privacy_analytics_salt"');

  beforeAll(async () => {
    place = await database.create();
    await open();
    await sources[0]!.runMigrations();
  });
  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await place.drop();
  });
  beforeEach(async () => {
    clock.set('2026-06-15T12:00:00Z');
    await sources[0]!.query('DELETE FROM "privacy_analytics_salt"');
  });

  it('are agreed on by processes that ask at once', async () => {
    const vaults = await Promise.all([open(), open(), open(), open()]);
    const salts = await Promise.all(vaults.map((vault) => vault.saltOf('2026-06-15')));
    expect(new Set(salts.map((salt) => salt!.toString('hex'))).size).toBe(1);
    expect(salts[0]).toHaveLength(32);
    expect(await days()).toHaveLength(1);
  });

  it('are random, of each day its own', async () => {
    const vault = await open();
    const [monday, sunday] = [await vault.saltOf('2026-06-15'), await vault.saltOf('2026-06-14')];
    expect(monday).not.toEqual(sunday);
    await sources[0]!.query('DELETE FROM "privacy_analytics_salt"');
    expect(await (await open()).saltOf('2026-06-15')).not.toEqual(monday);
  });

  it('are destroyed within 48 hours of the beginning of their day, in memory too', async () => {
    const vault = await open();
    await vault.saltOf('2026-06-15');
    clock.set('2026-06-16T22:59:59Z');
    await vault.sweep();
    expect(await vault.saltOf('2026-06-15')).not.toBeNull();
    clock.set('2026-06-16T23:00:00Z');
    await vault.sweep();
    expect(await days()).toEqual([]);
    expect(await vault.saltOf('2026-06-15')).toBeNull();
  });

  it('that are too old when the application starts are destroyed then', async () => {
    await (await open()).saltOf('2026-06-15');
    clock.set('2026-07-01T00:00:00Z');
    const vault = await open();
    await vault.start();
    vault.stop();
    expect(await days()).toEqual([]);
  });

  it('are made and destroyed with one line in the log each, however many processes there are, and no secret in it', async () => {
    const log = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    const vaults = await Promise.all([open(), open(), open()]);
    const rotate = async (day: string): Promise<string[]> => {
      const salts = await Promise.all(vaults.map((vault) => vault.saltOf(day)));
      await Promise.all(vaults.map((vault) => vault.sweep()));
      return salts.map((salt) => salt!.toString('hex'));
    };
    expect(new Set(await rotate('2026-06-15')).size).toBe(1);
    clock.set('2026-06-16T23:30:00Z');
    const salts = await rotate('2026-06-16');
    expect(new Set(salts).size).toBe(1);
    const lines = log.mock.calls.map(([line]) => String(line));
    log.mockRestore();
    expect(lines).toEqual([
      'there is a new salt, of 2026-06-15',
      'there is a new salt, of 2026-06-16',
      'the salt of 2026-06-15 is destroyed',
    ]);
    expect(lines.join()).not.toContain(salts[0]);
  });
});
