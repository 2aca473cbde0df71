import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { newIdAt } from '@nest-privacy/core/kit';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';
import { type BlockedNetwork } from '../store/blocked-networks.js';
import { TypeOrmBlockedNetworks } from './typeorm-blocked-networks.js';

const NOON = Date.UTC(2026, 5, 15, 12);
let made = 0;
const entry = (facts: Partial<BlockedNetwork> = {}): BlockedNetwork => ({
  id: newIdAt(NOON + (made += 1)),
  network: `10.0.0.${made}/32`,
  site: null,
  reason: 'an office',
  expiresAt: null,
  createdAt: new Date(NOON),
  revision: 2 ** 31 - made,
  ...facts,
});

describe.each(testDatabases())('blocked networks on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let networks: TypeOrmBlockedNetworks;

  beforeEach(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
    networks = new TypeOrmBlockedNetworks(source);
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  it('come back as they were given, in their order', async () => {
    const entries = [entry(), entry({ site: 'shop', expiresAt: new Date(NOON + 60_000) }), entry()];
    for (const one of entries) expect(await networks.add(one, 10)).toBe('added');
    expect(await networks.some(undefined, 2)).toEqual(entries.slice(0, 2));
    expect(await networks.some(entries[1]!.id, 2)).toEqual(entries.slice(2));
    expect(await networks.get(entries[1]!.id)).toEqual(entries[1]);
    expect(new Set((await networks.all()).map(({ id }) => id))).toEqual(new Set(entries.map(({ id }) => id)));
  });

  it('are refused a second time for one site, and beyond their number', async () => {
    const first = entry();
    expect(await networks.add(first, 2)).toBe('added');
    expect(await networks.add(entry({ network: first.network }), 2)).toBe('known');
    expect(await networks.add(entry({ network: first.network, site: 'shop' }), 2)).toBe('added');
    expect(await networks.add(entry(), 2)).toBe('full');
  });

  it('make room for others once they have ended', async () => {
    const ended = entry({ expiresAt: new Date(NOON + 1_000) });
    await networks.add(ended, 1);
    expect(await networks.add(entry({ network: ended.network, createdAt: new Date(NOON + 999) }), 1)).toBe('full');
    expect(await networks.add(entry({ network: ended.network, createdAt: new Date(NOON + 1_000) }), 1)).toBe('added');
  });

  it('change and go only where nobody changed them in between, and tell of it', async () => {
    const one = entry();
    const revisions = [await networks.revision()];
    await networks.add(one, 10);
    revisions.push(await networks.revision());
    expect(await networks.change({ ...one, reason: 'a bot', revision: 5 }, one.revision)).toBe(true);
    revisions.push(await networks.revision());
    expect(await networks.change({ ...one, reason: 'late', revision: 6 }, one.revision)).toBe(false);
    expect(await networks.remove(one.id, one.revision)).toBe(false);
    expect(await networks.get(one.id)).toMatchObject({ reason: 'a bot', revision: 5 });
    expect(await networks.remove(one.id, 5)).toBe(true);
    await networks.add(entry(), 10);
    revisions.push(await networks.revision());
    expect(new Set(revisions).size).toBe(revisions.length);
  });
});
