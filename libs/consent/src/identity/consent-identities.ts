import { Inject, Injectable } from '@nestjs/common';
import { Clock, NO_SIGNALS, ProblemException } from '@nest-privacy/core';
import { isLine } from '@nest-privacy/core/kit';
import { isUniqueViolation } from '@nest-privacy/core/typeorm';
import { ConsentLinks, type Link, RELINK } from './consent-links.js';
import { SubjectTaken } from './subject-taken.js';
import { IdentityStore, type SubjectRange } from './identity-store.js';
import { userInvalid } from './logged-in-users.js';
import { type KeyOwner } from './subject-keys.js';

/**
 * Whose subjects are. Links are made by logins, or here by the server; there is no route for them. Each is a record of the ledger, in which the user's id is
 * encrypted.
 */
@Injectable()
export class ConsentIdentities {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly identities: IdentityStore,
    private readonly links: ConsentLinks,
  ) {}

  /**
   * The subjects of a user: first the one that all devices share, then what was linked last.
   *
   * @param range which of them; default: all, of all sites
   */
  async subjectsOf(userId: string, range?: SubjectRange): Promise<readonly KeyOwner[]> {
    const rows = await this.identities.subjectsOf(userId, range);
    return rows.map((row) => ({ siteId: row.siteId, subjectId: row.subjectId }));
  }

  /**
   * Says of a subject that is nobody's yet whose it is, for look-up, export and erasure. Once: linking it to the same user again changes nothing.
   *
   * @throws ProblemException 409 `SUBJECT_LINKED` when it is another's, was erased, or never decided anything; 500 `USER_INVALID`
   */
  async link(owner: KeyOwner, userId: string): Promise<void> {
    try {
      await this.links.link(this.linkOf(owner, userId, 'link'));
    } catch (error) {
      if (!(error instanceof SubjectTaken || isUniqueViolation(error))) throw error;
      const known = await this.identities.of(owner);
      if (!known || !this.identities.isOf(known, userId)) throw subjectLinked();
    }
  }

  /**
   * Corrects a link to the wrong user: a new record, which names that of the earlier link. Whatever was encrypted for the wrong user becomes unreadable.
   *
   * @throws ProblemException 409 `SUBJECT_LINKED` when the subject is nobody's, or was changed at the same time; 500 `USER_INVALID`
   */
  async relink(owner: KeyOwner, userId: string): Promise<void> {
    const link = this.linkOf(owner, userId, RELINK);
    const earlier = await this.identities.of(owner);
    if (!earlier) throw subjectLinked();
    if (this.identities.isOf(earlier, userId)) return;
    await this.links.relink(link, earlier).catch((error: unknown) => {
      throw error instanceof SubjectTaken ? subjectLinked() : error;
    });
  }

  private linkOf(owner: KeyOwner, userId: string, method: string): Link {
    if (!isLine(userId, 255)) throw userInvalid();
    const now = this.clock.now();
    const known = { method, actor: 'controller', authMethod: 'application' } as const;
    return { owner, userId, circumstances: { ...known, regime: 'opt-in', signals: NO_SIGNALS, now } };
  }
}

/** 409: a link is made once. */
export const subjectLinked = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'SUBJECT_LINKED',
    title: 'The subject cannot be linked',
    detail:
      'The subject belongs to another user, was erased, or has never decided anything. A link is made once; correct a wrong one by ConsentIdentities.relink().',
  });
