import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, TrustedProxies } from '@nest-privacy/core';
import { idOfBits, isId, KeyRing, newId } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentOwner } from './consent-entry.js';
import { type KeyedRequest } from './keyed-request.js';

/** Makes pseudonymous subjects; a client never chooses one. */
@Injectable()
export class SubjectMaker {
  private readonly keys: KeyRing;

  constructor(
    @Inject(ConsentConfig) config: ConsentConfig,
    private readonly proxies: TrustedProxies,
  ) {
    this.keys = new KeyRing(config.secrets, 'consent-subject-of-first-decision');
  }

  /**
   * The subject of a first decision. When its answer is lost, the browser repeats it without a cookie: the same request with the same Idempotency-Key, a
   * UUID, from the same address to the same site then leads to the same subject, so that one decision stays one record. Any difference, also
   * in the case of the key, leads to another.
   */
  make(view: RequestView, siteId: string, keyed: KeyedRequest | null): ConsentOwner {
    if (keyed === null || !isId(keyed.key.toLowerCase())) return this.fresh(siteId);
    const mac = this.keys.sign([siteId, this.proxies.clientAddress(view), keyed.key, keyed.fingerprint].join('|'));
    return { siteId, subjectId: idOfBits(Buffer.from(mac, 'base64url')), isNew: false };
  }

  /** A subject that nobody has met. */
  fresh(siteId: string): ConsentOwner {
    return { siteId, subjectId: newId(), isNew: true };
  }
}
