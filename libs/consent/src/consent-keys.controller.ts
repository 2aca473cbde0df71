import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { NoPage } from '@nest-privacy/core/kit';
import { type PublishedKey } from '@nest-privacy/core/typeorm';
import { LedgerSeals } from './seal/ledger-seals.js';

/** The public keys by which anybody checks a proof, offline. A version does not move them, for a well-known address is at the root (RFC 8615); a prefix leaves them out by `exclude`. */
@Controller({ path: '.well-known', version: VERSION_NEUTRAL })
@NoPage()
export class ConsentKeysController {
  constructor(private readonly seals: LedgerSeals) {}

  /** A JSON Web Key Set of all keys that ever signed, newest first, and those that now may, each with the time in which it was the newest. */
  @Get('consent-ledger.json')
  @Header('Cache-Control', 'public, max-age=300')
  async keys(): Promise<{ readonly keys: readonly PublishedKey[] }> {
    return { keys: await this.seals.keys() };
  }
}
