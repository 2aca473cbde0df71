import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { type AdminScope, Clock, type Page } from '@nest-privacy/core';
import { type CursorKey, newId, pageOf } from '@nest-privacy/core/kit';
import { dialectOf, read, transact, write } from '@nest-privacy/core/typeorm';
import { EVERY_SCOPE } from './admin-scopes.js';
import { type TokenHolder, OPERATOR } from './token-holder.js';
import { AdminToken } from './entities/admin-token.entity.js';
import { lastFullToken, outlives, scopesMissing, tokenUnknown } from './token-problems.js';
import { digestOf, newTokenText, sameDigest, tokenIdOf } from './token-text.js';

/** What a new token is to be. */
export interface AdminTokenDraft {
  readonly label: string;
  readonly scopes: readonly AdminScope[];
  readonly expiresAt: Date | null;
}

/** Makes, lists, checks and revokes admin tokens. */
@Injectable()
export class AdminTokensService {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @returns the row, and the token itself, which cannot be read again
   * @throws ProblemException 403 when it would be good for more than its maker's, or for longer
   */
  async create(draft: AdminTokenDraft, by: TokenHolder): Promise<{ row: AdminToken; token: string }> {
    assertCovers(by, draft.scopes);
    if (by.expiresAt && (draft.expiresAt === null || draft.expiresAt > by.expiresAt)) throw outlives(by.expiresAt);
    const id = newId();
    const token = newTokenText(id);
    const row = this.source.manager.create(AdminToken, {
      id,
      label: draft.label,
      scopes: [...draft.scopes],
      digest: digestOf(token),
      createdAt: new Date(this.clock.now()),
      expiresAt: draft.expiresAt,
      revokedAt: null,
    });
    await write(this.source, (manager) => manager.insert(AdminToken, row));
    return { row, token };
  }

  /** Oldest first. */
  async list(limit: number, after?: CursorKey): Promise<Page<AdminToken>> {
    const query = this.source.manager
      .createQueryBuilder(AdminToken, 'token')
      .orderBy('token.id')
      .limit(limit + 1);
    if (after !== undefined) query.where('token.id > :id', { id: after[0] });
    return pageOf(await read(this.source, () => query.getMany()), limit, ({ id }) => [id]);
  }

  /** @throws ProblemException 404 when there never was such a token */
  async get(id: string): Promise<AdminToken> {
    const row = await read(this.source, (manager) => manager.findOneBy(AdminToken, { id }));
    if (row === null) throw tokenUnknown();
    return row;
  }

  /**
   * @throws ProblemException 404 when there is no such token, or it is revoked already; 403 when it has scopes that `by` lacks; 409 when no token with every scope
   * would be left but that of the environment, whose holder alone may do that
   */
  async revoke(id: string, by: TokenHolder): Promise<void> {
    await transact(this.source, async (manager) => {
      const now = this.clock.now();
      const tokens = await this.lockAll(manager);
      const token = tokens.find((row) => row.id === id);
      if (token === undefined) throw tokenUnknown();
      assertCovers(by, token.scopes);
      const remaining = tokens.filter((row) => row !== token && isFull(row, now));
      if (by !== OPERATOR && isFull(token, now) && remaining.length === 0) throw lastFullToken();
      await manager.update(AdminToken, { id }, { revokedAt: new Date(now) });
    });
  }

  /** Who holds a token; `null` when it is unknown, expired or revoked. */
  async holderOf(token: string): Promise<TokenHolder | null> {
    const id = tokenIdOf(token);
    const row = id === undefined ? null : await read(this.source, (manager) => manager.findOneBy(AdminToken, { id }));
    if (row === null || !sameDigest(row.digest, digestOf(token)) || !isValid(row, this.clock.now())) return null;
    return { id: row.id, name: row.label, scopes: new Set(row.scopes), expiresAt: row.expiresAt };
  }

  /** Those that are not revoked. On PostgreSQL, revocations that come at once wait here for one another. */
  private lockAll(manager: EntityManager): Promise<AdminToken[]> {
    const query = manager.createQueryBuilder(AdminToken, 'token').where({ revokedAt: IsNull() }).orderBy('token.id');
    return (dialectOf(this.source) === 'postgres' ? query.setLock('pessimistic_write') : query).getMany();
  }
}

const isValid = ({ revokedAt, expiresAt }: AdminToken, now: number): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt.getTime() > now);

const isFull = (token: AdminToken, now: number): boolean =>
  isValid(token, now) && EVERY_SCOPE.every((scope) => token.scopes.includes(scope));

function assertCovers({ scopes }: TokenHolder, wanted: readonly AdminScope[]): void {
  const missing = wanted.filter((scope) => !scopes.has(scope));
  if (missing.length > 0) throw scopesMissing(missing);
}
