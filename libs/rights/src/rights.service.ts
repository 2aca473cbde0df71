import { type Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Administrator, Clock, type DataSubject, type Page, ProblemException } from '@nest-privacy/core';
import { DecryptionError, Ports } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from './entities/rights-request.entity.js';
import { ErasureSchedule } from './erasure/erasure-schedule.js';
import { SubjectExports } from './export/subject-exports.js';
import { RequestSubjects } from './identity/request-subjects.js';
import { actionImpossible, reasonMissing, requestNotFound } from './problems/rights-problems.js';
import { endOf } from './requests/deadlines.js';
import { RequestNames } from './requests/request-names.js';
import { isPossible, type RequestAction } from './requests/request-state.js';
import { type HistoricEvent, type RequestFilter, RightsRequests } from './requests/rights-requests.js';
import { RightsConfig } from './rights.config.js';

/** How often a request is read anew that others change at the same time. */
const MOST_TRIES = 5;

/** A request with its history, oldest first. */
export interface TrackedRequest {
  readonly request: RightsRequestEntity;
  readonly history: readonly HistoricEvent[];
}

/** The document of an export, and the request that it answers. */
export interface SubjectExport {
  readonly request: RightsRequestEntity;
  /** Made as it is read; to be destroyed where nobody reads it to the end. */
  readonly document: Readable;
}

/** Exports and erases what the application keeps of persons, through every `DataSubjectContributor`, and keeps track of it. */
@Injectable()
export class RightsService implements OnModuleInit {
  constructor(
    @Inject(RightsConfig) private readonly config: RightsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly subjects: RequestSubjects,
    private readonly exports: SubjectExports,
    private readonly names: RequestNames,
    private readonly schedule: ErasureSchedule,
    private readonly ports: Ports,
  ) {}

  onModuleInit(): void {
    this.ports.metrics.gauge('rights_requests_open', () => this.requests.countOpen('all'));
    this.ports.metrics.gauge('rights_requests_overdue', () => this.requests.countOpen('overdue'));
  }

  /**
   * Begins an export.
   *
   * @param given names that the person proved or an administrator gave; further ones are found
   * @param by whoever asks in the person's place. Default: the person
   * @throws ProblemException 500 `SUBJECT_NAMES_TOO_MANY`; what a contributor throws
   */
  async export(given: DataSubject, by?: Administrator): Promise<SubjectExport> {
    const request = await this.requests.add({
      kind: 'export',
      origin: by ? 'administrator' : 'person',
      actor: by?.id ?? 'person',
      state: 'in-progress',
      given,
      workAt: null,
    });
    return { request, document: await this.exports.documentOf(request, given) };
  }

  /**
   * Has everything erased that may be, soon and by whichever process works on that. Where the same was asked for before and is not done yet, that request stands.
   *
   * @param given as in {@link export}
   * @param by as in {@link export}; what an administrator asks for needs nobody's approval
   */
  async erase(given: DataSubject, by?: Administrator): Promise<RightsRequestEntity> {
    const standing = await this.standing(given, by);
    if (standing) return standing;
    const complete = await this.subjects.complete(given).catch(orAs(given));
    const waits = !by && this.config.approval === 'administrator';
    const request = await this.requests.add({
      kind: 'erase',
      origin: by ? 'administrator' : 'person',
      actor: by?.id ?? 'person',
      state: waits ? 'verifying' : 'received',
      given,
      complete,
      needed: this.ports.contributors.map(({ name }) => name),
      workAt: waits ? null : this.clock.now(),
    });
    this.schedule.look();
    return request;
  }

  /** What a person asked for: by the names they prove, and by the ids that tokens proved. */
  async own(subject: DataSubject, ids: readonly string[]): Promise<TrackedRequest[]> {
    return this.withHistory(await this.requests.own(subject, ids));
  }

  /** @throws ProblemException 400 `CURSOR_INVALID` */
  async page(
    filter: RequestFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<TrackedRequest>> {
    const { items, nextCursor } = await this.requests.page(filter, page);
    return { items: await this.withHistory(items), nextCursor };
  }

  /** @throws ProblemException 404 `RIGHTS_REQUEST_NOT_FOUND` */
  async find(id: string): Promise<TrackedRequest> {
    const request = await this.requests.find(id);
    if (!request) throw requestNotFound();
    return (await this.withHistory([request]))[0]!;
  }

  /**
   * Acts upon a request: lets it begin, gives it more time (once), refuses it, or has it tried again.
   *
   * @param reason needed where the person must be told why
   * @throws ProblemException 400 `RIGHTS_REASON_MISSING`, 404 `RIGHTS_REQUEST_NOT_FOUND`, 409 `RIGHTS_ACTION_IMPOSSIBLE`
   */
  async act(id: string, action: RequestAction, by: Administrator, reason?: string): Promise<TrackedRequest> {
    let { request } = await this.find(id);
    if (reason === undefined && (action === 'extend' || action === 'refuse')) throw reasonMissing(action);
    // A worker that takes the request up meanwhile changes it, too, and makes nothing impossible.
    for (let tries = 1; !(await this.carryOut(possible(request, action), action, by.id, reason)); tries += 1) {
      if (tries === MOST_TRIES) throw actionImpossible(action, request.state);
      ({ request } = await this.find(id));
    }
    if (action === 'refuse') this.ports.metrics.count('rights_requests_total', { kind: 'erase', outcome: 'refused' });
    this.schedule.look();
    return this.find(id);
  }

  private carryOut(request: RightsRequestEntity, action: RequestAction, actor: string, reason = ''): Promise<boolean> {
    const now = new Date(this.clock.now());
    switch (action) {
      case 'approve':
        return this.requests.change(request, { state: 'received', workAt: now }, actor, {
          type: 'state',
          state: 'received',
        });
      case 'retry':
        return this.requests.change(request, { state: 'in-progress', workAt: now }, actor, {
          type: 'state',
          state: 'in-progress',
        });
      case 'extend': {
        const dueAt = new Date(endOf(request.dueAt.getTime(), this.config.deadlines.extension, this.config.timeZone));
        return this.requests.change(request, { dueAt, extendedAt: now }, actor, {
          type: 'extended',
          until: dueAt.toISOString(),
          reason,
        });
      }
      case 'refuse': {
        const closed = { workAt: null, finishedAt: now, namesKey: null, names: null };
        return this.requests.change(request, { state: 'refused', ...closed }, actor, {
          type: 'state',
          state: 'refused',
          reason,
        });
      }
    }
  }

  /** What waits for an administrator's approval does not stand in that administrator's way. */
  private async standing(given: DataSubject, by: Administrator | undefined): Promise<RightsRequestEntity | undefined> {
    const earlier = await this.requests.own(given, []);
    return earlier.find(
      (request) =>
        request.kind === 'erase' &&
        request.finishedAt === null &&
        !(by && request.state === 'verifying') &&
        this.isFor(request, given),
    );
  }

  /** What cannot be read any more cannot be done either, and is in nobody's way. */
  private isFor(request: RightsRequestEntity, given: DataSubject): boolean {
    try {
      return this.names.open(request.id, request).includes(given);
    } catch (error) {
      if (error instanceof DecryptionError) return false;
      throw error;
    }
  }

  private async withHistory(requests: readonly RightsRequestEntity[]): Promise<TrackedRequest[]> {
    const history = await this.requests.history(requests.map(({ id }) => id));
    return requests.map((request) => ({
      request,
      history: history.filter(({ requestId }) => requestId === request.id),
    }));
  }
}

function possible(request: RightsRequestEntity, action: RequestAction): RightsRequestEntity {
  const isAgain = action === 'extend' && request.extendedAt !== null;
  if (!isAgain && request.kind === 'erase' && isPossible(action, request.state)) return request;
  throw actionImpossible(action, request.state);
}

/** Of whom too much is known to be complete, that is still written down as asked for: the work then fails where an administrator sees it. */
function orAs(given: DataSubject): (error: unknown) => DataSubject {
  return (error) => {
    if (error instanceof ProblemException && error.code === 'SUBJECT_NAMES_TOO_MANY') return given;
    throw error;
  };
}
