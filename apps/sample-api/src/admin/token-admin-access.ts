import { Inject, Injectable } from '@nestjs/common';
import { type AdminAccess, type AdminScope, type RequestView } from '@nest-privacy/core';
import { Settings } from '../config/settings.js';
import { type Administrator, OPERATOR } from './administrator.js';
import { AdminTokensService } from './admin-tokens.service.js';
import { bearerOf } from './bearer.js';
import { digestOf, sameDigest } from './token-text.js';

const ADMINISTRATOR = Symbol.for('@nest-privacy/sample-api:administrator');

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
    return (await this.administratorOf(request))?.scopes ?? null;
  }

  /** Who sends the request; `null` when it proves no identity. Looked up once. */
  administratorOf(request: RequestView): Promise<Administrator | null> {
    return request.memo(ADMINISTRATOR, () => this.identify(bearerOf(request)));
  }

  private async identify(token: string | undefined): Promise<Administrator | null> {
    if (token === undefined) return null;
    return sameDigest(digestOf(token), this.mainDigest) ? OPERATOR : this.tokens.holderOf(token);
  }
}
