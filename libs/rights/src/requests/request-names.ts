import { Inject, Injectable } from '@nestjs/common';
import { DataSubject, type SubjectIdentifier } from '@nest-privacy/core';
import { DataKey, type EncryptionContext, EnvelopeKeys, SearchIndex } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from '../entities/rights-request.entity.js';
import { RightsConfig } from '../rights.config.js';

/** Names as a request keeps them. */
export type SealedNames = Pick<RightsRequestEntity, 'namesKey' | 'names'>;

/** Names are of their request alone. */
const contextOf = (requestId: string): EncryptionContext => ['rights-request', requestId];
const textOf = ({ kind, value }: SubjectIdentifier): string => `${kind} ${value}`;

/** Keeps whom a request is about: encrypted while it is worked on, and as keyed hashes by which it is found. */
@Injectable()
export class RequestNames {
  private readonly keys: EnvelopeKeys;
  private readonly hashes: SearchIndex;

  constructor(@Inject(RightsConfig) { secrets, encryptionKeys }: RightsConfig) {
    this.keys = new EnvelopeKeys(encryptionKeys, 'rights-request', 'RightsModule option "encryptionKeys"');
    this.hashes = new SearchIndex(secrets, 'rights-request');
  }

  /** @param requestId which the names cannot be moved away from */
  seal(requestId: string, { identifiers }: DataSubject): SealedNames {
    const key = DataKey.random();
    const context = contextOf(requestId);
    return { namesKey: this.keys.wrap(key, context), names: key.encrypt(JSON.stringify(identifiers), context) };
  }

  /**
   * What {@link seal} was given; nobody where it is destroyed.
   *
   * @throws DecryptionError where it cannot be read
   */
  open(requestId: string, { namesKey, names }: SealedNames): DataSubject {
    if (namesKey === null || names === null) return DataSubject.of([]);
    const context = contextOf(requestId);
    const text = this.keys.unwrap(namesKey, context).decrypt(names, context);
    return DataSubject.of(JSON.parse(text) as SubjectIdentifier[]);
  }

  /** The id of the key that wraps from now on. */
  get newestKey(): string {
    return this.keys.newest;
  }

  /**
   * The key of a request's names, wrapped by the newest.
   *
   * @throws DecryptionError where it was altered
   */
  rewrap(requestId: string, namesKey: string): string {
    return this.keys.rewrap(namesKey, contextOf(requestId));
  }

  /**
   * Refuses to go on without a key that one of these was wrapped by.
   *
   * @throws ConfigurationError `ENCRYPTION_KEY_UNKNOWN`
   */
  requireKnown(wrapped: readonly string[]): void {
    this.keys.requireKnown(wrapped.map((key) => this.keys.idOf(key)));
  }

  /** What to keep beside a request, one a name. */
  hashesOf({ identifiers }: DataSubject): readonly string[] {
    return identifiers.map((identifier) => this.hashes.of(textOf(identifier)));
  }

  /** All that may be kept beside a request of one of these names. */
  spellingsOf({ identifiers }: DataSubject): readonly string[] {
    return identifiers.flatMap((identifier) => this.hashes.allOf(textOf(identifier)));
  }
}
