import { Inject, Injectable } from '@nestjs/common';
import { type AdminAccess, type AdminScope, type RequestView } from '@nest-privacy/core';
import { Settings } from '../config/settings.js';
import { EVERY_SCOPE } from './admin-scopes.js';
import { AdminTokensService } from './admin-tokens.service.js';
import { bearerOf } from './bearer.js';
import { digestOf, sameDigest } from './token-text.js';

/** Knows administrators by bearer token: the one of the settings has every scope, those in the database their own. */
@Injectable()
export class TokenAdminAccess implements AdminAccess {
  private readonly mainDigest: string;

  constructor(
    @Inject(Settings) settings: Settings,
    private readonly tokens: AdminTokensService,
  ) {
    this.mainDigest = digestOf(settings.adminToken);
  }

  async scopesOf(request: RequestView): Promise<ReadonlySet<AdminScope> | null> {
    const token = bearerOf(request);
    if (token === undefined) return null;
    if (sameDigest(digestOf(token), this.mainDigest)) return new Set(EVERY_SCOPE);
    return this.tokens.scopesOf(token);
  }
}
