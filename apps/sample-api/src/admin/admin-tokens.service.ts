import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull } from 'typeorm';
import { type AdminScope, Clock, type CursorKey, newId, type Page, pageOf, ProblemException } from '@nest-privacy/core';
import { read, write } from '@nest-privacy/core/typeorm';
import { AdminToken } from './entities/admin-token.entity.js';
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

  /** @returns the row, and the token itself, which cannot be read again */
  async create(draft: AdminTokenDraft): Promise<{ row: AdminToken; token: string }> {
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

  /** @throws ProblemException 404 when there is no such token, or it is revoked already */
  async revoke(id: string): Promise<void> {
    const revokedAt = new Date(this.clock.now());
    const { affected } = await write(this.source, (manager) =>
      manager.update(AdminToken, { id, revokedAt: IsNull() }, { revokedAt }),
    );
    if (affected === 0) {
      throw new ProblemException({
        status: 404,
        code: 'ADMIN_TOKEN_UNKNOWN',
        title: 'There is no such token',
        detail: 'No valid token has this id; GET /admin/tokens lists them.',
      });
    }
  }

  /** The scopes of a token; `null` when it is unknown, expired or revoked. */
  async scopesOf(token: string): Promise<ReadonlySet<AdminScope> | null> {
    const id = tokenIdOf(token);
    const row = id === undefined ? null : await read(this.source, (manager) => manager.findOneBy(AdminToken, { id }));
    if (row === null || !sameDigest(row.digest, digestOf(token))) return null;
    const expired = row.expiresAt !== null && row.expiresAt.getTime() <= this.clock.now();
    return row.revokedAt !== null || expired ? null : new Set(row.scopes);
  }
}
