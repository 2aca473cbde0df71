import { Inject, Injectable } from '@nestjs/common';
import { type DataKey, type EncryptionContext, SearchIndex } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource, In } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentIdentityEntity } from '../entities/consent-identity.entity.js';
import { ENCRYPTION_KEYS_OPTION } from './resolve-identity-options.js';
import { type KeyOwner } from './subject-keys.js';

/** A sealed user id is of its row alone. */
export const identityContext = ({ siteId, subjectId }: KeyOwner): EncryptionContext => [
  'consent-identity',
  siteId,
  subjectId,
];

/** Which of a user's subjects. */
export interface SubjectRange {
  readonly most?: number | undefined;
  /** Default: those of all sites. */
  readonly siteId?: string | undefined;
}

/** Whose subjects are: found by an HMAC of the user's id, which is kept encrypted. */
@Injectable()
export class IdentityStore {
  private readonly index: SearchIndex;

  /** @throws ConfigurationError `SECRET_TOO_SHORT` */
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) { identity }: ConsentConfig,
  ) {
    this.index = new SearchIndex(identity.encryptionKeys, 'consent-user', ENCRYPTION_KEYS_OPTION);
  }

  /** By what a user is searched from now on. */
  indexOf(userId: string): string {
    return this.index.of(userId);
  }

  /** Whether a row is this user's. */
  isOf({ userIndex }: ConsentIdentityEntity, userId: string): boolean {
    return this.index.allOf(userId).includes(userIndex);
  }

  /** The row of a subject; `null` while it is nobody's. */
  of({ siteId, subjectId }: KeyOwner): Promise<ConsentIdentityEntity | null> {
    return read(this.source, (manager) => manager.findOneBy(ConsentIdentityEntity, { siteId, subjectId }));
  }

  /** The subject that all devices of a user share on a site; `null` before there is one. */
  async accountOf(siteId: string, userId: string): Promise<ConsentIdentityEntity | null> {
    return (await this.accountsOf(siteId, userId))[0] ?? null;
  }

  /** The same, and what processes that did not know one another's keys took for it; the first that there was comes first. */
  accountsOf(siteId: string, userId: string): Promise<ConsentIdentityEntity[]> {
    return read(this.source, (manager) =>
      manager.find(ConsentIdentityEntity, {
        where: { siteId, userIndex: In([...this.index.allOf(userId)]), isAccount: 1 },
        order: { linkedAt: 'ASC', subjectId: 'ASC' },
      }),
    );
  }

  /**
   * All subjects of a user, the account's first and then what was linked last.
   *
   * @param most rows that are read. Default: all
   */
  subjectsOf(userId: string, { most, siteId }: SubjectRange = {}): Promise<ConsentIdentityEntity[]> {
    return read(this.source, (manager) =>
      manager.find(ConsentIdentityEntity, {
        where: { userIndex: In([...this.index.allOf(userId)]), ...(siteId !== undefined && { siteId }) },
        order: { isAccount: 'DESC', linkedAt: 'DESC', subjectId: 'ASC' },
        ...(most !== undefined && { take: most }),
      }),
    );
  }

  /** The row that says whose a subject is. */
  rowOf(owner: KeyOwner, userId: string, key: DataKey): Pick<ConsentIdentityEntity, 'userIndex' | 'userSealed'> {
    return { userIndex: this.index.of(userId), userSealed: key.encrypt(userId, identityContext(owner)) };
  }
}
