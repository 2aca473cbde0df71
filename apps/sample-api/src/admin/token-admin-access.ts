import { Inject, Injectable } from '@nestjs/common';
import { type AdminAccess, type RequestView } from '@nest-privacy/core';
import { Settings } from '../config/settings.js';
import { type TokenHolder, OPERATOR } from './token-holder.js';
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

  async administratorOf(request: RequestView): Promise<TokenHolder | null> {
    const token = bearerOf(request);
    if (token === undefined) return null;
    return sameDigest(digestOf(token), this.mainDigest) ? OPERATOR : this.tokens.holderOf(token);
  }
}
