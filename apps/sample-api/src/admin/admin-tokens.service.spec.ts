import { DataSource } from 'typeorm';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { schemaDrift } from '@nest-privacy/core/typeorm';
import { EVERY_SCOPE } from './admin-scopes.js';
import { type TokenHolder, OPERATOR } from './token-holder.js';
import { AdminTokensService } from './admin-tokens.service.js';
import { AdminToken } from './entities/admin-token.entity.js';
import { CreateAdminTokens1763600900000 } from './migrations/1763600900000-create-admin-tokens.js';

describe.each(testDatabases())('admin tokens on $name', (database) => {
  let disposable: DisposableDatabase;
  let source: DataSource;
  let clock: ManualClock;
  let tokens: AdminTokensService;

  beforeAll(async () => {
    disposable = await database.create();
    source = await new DataSource({
      ...disposable.options,
      entities: [AdminToken],
      migrations: [CreateAdminTokens1763600900000],
    }).initialize();
    await source.runMigrations();
    clock = new ManualClock();
    tokens = new AdminTokensService(source, clock);
  });
  afterEach(() => source.getRepository(AdminToken).deleteAll());
  afterAll(async () => {
    await source.destroy();
    await disposable.drop();
  });

  const create = (expiresAt: Date | null = null): ReturnType<AdminTokensService['create']> =>
    tokens.create({ label: "Robert'); DROP TABLE admin_tokens;--", scopes: ['catalogue:read'], expiresAt }, OPERATOR);

  const createFull = async (expiresAt: Date | null = null): Promise<{ id: string; holder: TokenHolder }> => {
    const { row, token } = await tokens.create({ label: 'full', scopes: EVERY_SCOPE, expiresAt }, OPERATOR);
    return { id: row.id, holder: (await tokens.holderOf(token))! };
  };

  it('has the table its entity describes, and can go back and forth', async () => {
    expect(await schemaDrift(source)).toEqual([]);
    await source.undoLastMigration();
    expect(await source.createQueryRunner().hasTable('admin_tokens')).toBe(false);
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });

  it('knows a token by its scopes, and keeps only the digest', async () => {
    const { row, token } = await create();
    expect(await tokens.holderOf(token)).toEqual({
      id: row.id,
      name: row.label,
      scopes: new Set(['catalogue:read']),
      expiresAt: null,
    });
    expect(JSON.stringify(await source.getRepository(AdminToken).find())).not.toContain(token);
    expect(row.label).toContain('DROP TABLE');
  });

  it('knows no token of another secret, nor any other text', async () => {
    const { token } = await create();
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const text of [forged, '', 'x', `${token}x`]) expect(await tokens.holderOf(text)).toBeNull();
  });

  it('forgets a token when it expires or is revoked', async () => {
    const brief = await create(new Date(clock.now() + 1_000));
    const { row, token } = await create();
    expect(await tokens.holderOf(brief.token)).not.toBeNull();
    clock.advance(1_000);
    expect(await tokens.holderOf(brief.token)).toBeNull();
    await tokens.revoke(row.id, OPERATOR);
    expect(await tokens.holderOf(token)).toBeNull();
    await expect(tokens.revoke(row.id, OPERATOR)).rejects.toMatchObject({ code: 'ADMIN_TOKEN_UNKNOWN' });
  });

  it('keeps one token with every scope, though all their holders revoke them at once', async () => {
    for (let round = 0; round < 10; round++) {
      const full = await Promise.all([createFull(), createFull(), createFull()]);
      const ends = await Promise.allSettled(full.map(({ id, holder }) => tokens.revoke(id, holder)));
      const refused = ends.filter((end) => end.status === 'rejected');
      expect(refused).toEqual([{ status: 'rejected', reason: expect.objectContaining({ code: 'ADMIN_TOKEN_LAST' }) }]);
      const left = (await tokens.list(200)).items.filter(({ revokedAt }) => revokedAt === null);
      expect(left).toHaveLength(1);
      await tokens.revoke(left[0]!.id, OPERATOR);
    }
  });

  it('counts no token that has expired as one that is left', async () => {
    await createFull(new Date(clock.now() + 1_000));
    const { id, holder } = await createFull();
    clock.advance(1_000);
    await expect(tokens.revoke(id, holder)).rejects.toMatchObject({ code: 'ADMIN_TOKEN_LAST' });
  });

  it('lists by pages', async () => {
    const ids = [await create(), await create(), await create()].map(({ row }) => row.id);
    const first = await tokens.list(2);
    const rest = await tokens.list(2, [first.items.at(-1)!.id]);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect(first.nextCursor).not.toBeNull();
    expect(rest.nextCursor).toBeNull();
  });
});
