import { DataKey, DecryptionError, EnvelopeKeys } from '@nest-privacy/core/kit';

/** A reason as it is kept. */
export interface SealedReason {
  readonly reasonKey: string | null;
  readonly reason: string | null;
}

const NONE: SealedReason = { reasonKey: null, reason: null };

/** Encrypts reasons that administrators give, each with a key of its own, for people write names into them. */
export class ReasonCipher {
  private readonly keys: EnvelopeKeys;

  /** @param what the reasons are of; those of one cannot be read as those of another */
  constructor(
    secrets: readonly string[],
    private readonly what: 'audit' | 'request',
  ) {
    this.keys = new EnvelopeKeys(secrets, `rights-${what}-reason`, 'RightsModule option "encryptionKeys"');
  }

  /** @param ownerId of what the reason belongs to, which it cannot be moved away from */
  seal(ownerId: string, reason: string | null): SealedReason {
    if (reason === null) return NONE;
    const key = DataKey.random();
    const context = this.contextOf(ownerId);
    return { reasonKey: this.keys.wrap(key, context), reason: key.encrypt(reason, context) };
  }

  /** What {@link seal} was given; `null` where there is none, or its key is no longer known. */
  open(ownerId: string, { reasonKey, reason }: SealedReason): string | null {
    if (reasonKey === null || reason === null) return null;
    const context = this.contextOf(ownerId);
    try {
      return this.keys.unwrap(reasonKey, context).decrypt(reason, context);
    } catch (error) {
      if (error instanceof DecryptionError) return null;
      throw error;
    }
  }

  private contextOf(ownerId: string): readonly string[] {
    return [`${this.what}-reason`, ownerId];
  }
}
