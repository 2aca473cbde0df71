import { Injectable } from '@nestjs/common';
import {
  type DataSubject,
  type DataSubjectContributor,
  type ErasureStep,
  type RequestView,
  type SubjectIdentifier,
  type SubjectRow,
} from '@nest-privacy/core';
import { ConsentCookies } from '../cookie/consent-cookies.js';
import { ConsentIdentities } from './consent-identities.js';
import { LoggedInUsers } from './logged-in-users.js';
import { OwnSubject } from './own-subject.js';
import { SubjectErasure } from './subject-erasure.js';
import { SubjectExport } from './subject-export.js';
import { SubjectPlaces } from './subject-places.js';

/** What consent keeps of a person: links to users, notices that were shown, records with their details. */
@Injectable()
export class ConsentContributor implements DataSubjectContributor {
  readonly name = 'consent';

  constructor(
    private readonly own: OwnSubject,
    private readonly cookies: ConsentCookies,
    private readonly users: LoggedInUsers,
    private readonly identities: ConsentIdentities,
    private readonly places: SubjectPlaces,
    private readonly exported: SubjectExport,
    private readonly erasure: SubjectErasure,
  ) {}

  /** The user who is logged in, and the subject that is the browser's own. */
  async identify(view: RequestView): Promise<readonly SubjectIdentifier[]> {
    const userId = await this.users.of(view);
    const stored = await this.own.of(view);
    return [
      ...(userId === null ? [] : [{ kind: 'user', value: userId } as const]),
      ...(stored === null ? [] : [{ kind: 'subject', value: stored.subjectId } as const]),
    ];
  }

  async resolve(subject: DataSubject): Promise<readonly SubjectIdentifier[]> {
    const found = await Promise.all(subject.valuesOf('user').map((userId) => this.identities.subjectsOf(userId)));
    return found.flat().map(({ subjectId }) => ({ kind: 'subject', value: subjectId }));
  }

  async *export(subject: DataSubject): AsyncGenerator<SubjectRow> {
    for (const owner of await this.places.of(subject)) yield* this.exported.of(owner);
  }

  async *erase(subject: DataSubject): AsyncGenerator<ErasureStep> {
    const places = await this.places.of(subject);
    let erased = 0;
    for (const owner of places) erased += (await this.erasure.erase(owner)) ? 1 : 0;
    if (erased > 0) await this.erasure.settle();
    const because =
      'The records are the proof of what was decided. They name a pseudonym that leads to nobody any more.';
    yield { section: 'subjects', erased, ...(places.length > 0 && { kept: { count: places.length, because } }) };
  }

  forgetBrowser(view: RequestView): readonly string[] {
    return this.cookies.forget(view);
  }
}
