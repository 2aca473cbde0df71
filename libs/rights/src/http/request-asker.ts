import { Injectable } from '@nestjs/common';
import { type Administrator, type DataSubject, type RequestView } from '@nest-privacy/core';
import { administratorOf, adminTokenRequired, Ports } from '@nest-privacy/core/kit';
import { type PrivacyRequestDto } from '../dto/privacy-request.dto.js';
import { RequestSubjects } from '../identity/request-subjects.js';
import { subjectUnknown } from '../problems/rights-problems.js';
import { RequestRate } from './request-rate.js';

/** Whom something is asked for, and by whom. */
export interface AskedFor {
  readonly subject: DataSubject;
  /** The administrator who asks; `undefined` where the person does. */
  readonly by: Administrator | undefined;
}

/** Finds out for whom an export or an erasure is asked, once the guard has let it pass. */
@Injectable()
export class RequestAsker {
  constructor(
    private readonly subjects: RequestSubjects,
    private readonly rate: RequestRate,
    private readonly ports: Ports,
  ) {}

  /**
   * The person whom an administrator names, or who proves to be themselves.
   *
   * @param response the framework's
   * @throws ProblemException 401 `ADMIN_TOKEN_REQUIRED`, 404 `SUBJECT_UNKNOWN`, 429 `RATE_LIMITED`
   */
  async of(view: RequestView, body: PrivacyRequestDto, response: unknown): Promise<AskedFor> {
    const named = body.subject();
    if (named.size > 0) {
      const by = await administratorOf(view, this.ports.adminAccess);
      if (by === null) throw adminTokenRequired();
      return { subject: named, by };
    }
    await this.rate.ofNetwork(view, response);
    const subject = await this.subjects.of(view);
    if (subject.size === 0) throw subjectUnknown();
    await this.rate.ofPerson(subject, response);
    return { subject, by: undefined };
  }
}
