import { Inject, Injectable } from '@nestjs/common';
import { Clock, type DataSubjectContributor, seconds } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from '../entities/rights-request.entity.js';
import { RequestSubjects } from '../identity/request-subjects.js';
import { type RequestEvent } from '../requests/request-event.js';
import { RequestNames } from '../requests/request-names.js';
import { RightsRequests } from '../requests/rights-requests.js';
import { RightsConfig } from '../rights.config.js';
import { ErasureFailures } from './erasure-failures.js';

/** Nobody else takes a request up while one who works on it tells of a step within this time, in milliseconds. */
const LEASE = seconds(30);
/** What a process cannot do it leaves to others for so long before it says so, in milliseconds. */
const LEFT_TO_OTHERS = seconds(30);
/** Requests that are looked at, for one that this process can work on. */
const LOOKED_AT = 20;

const SYSTEM = 'system';
/** Stands where a contributor would, when the person's names could not be found out. */
const NAMES = 'names';

/** Another process has taken the request up meanwhile, or may: this one ends. */
class LeaseLost extends Error {}

/**
 * Works on erasures: each contributor in turn, every step written down when it is done. A request is claimed by putting its `workAt` off, so that it is taken up
 * again, by any process, when whoever had it is gone; what was done then counts as nothing to do. After the first pass it looks once more.
 */
@Injectable()
export class ErasureWorker {
  private ending = false;

  constructor(
    @Inject(RightsConfig) private readonly config: RightsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly names: RequestNames,
    private readonly subjects: RequestSubjects,
    private readonly failures: ErasureFailures,
    private readonly ports: Ports,
  ) {}

  /** Takes up what has waited longest and can be done here; what nobody does is put off. @returns whether there was anything */
  async work(): Promise<boolean> {
    let isPutOff = false;
    for (const request of await this.requests.dueWork(LOOKED_AT)) {
      const missing = this.missingFor(request);
      if (missing === undefined) {
        await this.takeUp(request);
        return true;
      }
      if (request.workAt!.getTime() > this.clock.now() - LEFT_TO_OTHERS) continue;
      await this.failures.lacking(request, missing);
      isPutOff = true;
    }
    return isPutOff;
  }

  /** A process that has not every contributor, such as a worker without the module of one, would leave something out. */
  private missingFor({ progress }: RightsRequestEntity): string | undefined {
    const names = new Set(this.ports.contributors.map(({ name }) => name));
    return progress.needed.find((name) => !names.has(name));
  }

  private async takeUp(request: RightsRequestEntity): Promise<void> {
    const begun = request.state === 'in-progress' ? [] : [{ type: 'state', state: 'in-progress' } as const];
    const claimed = await this.keep(request, { state: 'in-progress' }, ...begun).catch(ignoreLoss);
    if (claimed) await this.pass(claimed).catch(ignoreLoss);
  }

  /** Leaves what is being done to others, after the step that it is at. */
  end(): void {
    this.ending = true;
  }

  private async pass(claimed: RightsRequestEntity): Promise<void> {
    let request = await this.knownNow(claimed);
    for (const contributor of this.ports.contributors) {
      if (request === undefined) return;
      if (request.progress.done.includes(contributor.name)) continue;
      request = await this.contribute(request, contributor);
    }
    if (request) await this.endPass(request);
  }

  /**
   * Since it was asked for, the person may have come to further names, such as a device or the visitor of another month: then the pass begins anew, for all of them.
   *
   * @returns the request as it is now; `undefined` where that failed
   */
  private async knownNow(request: RightsRequestEntity): Promise<RightsRequestEntity | undefined> {
    try {
      const before = this.names.open(request.id, request);
      const now = await this.subjects.complete(before);
      if (now.size === before.size) return request;
      const progress = { ...request.progress, done: [] };
      return await this.keep(request, { ...this.names.seal(request.id, now), progress });
    } catch (error) {
      return this.failed(request, NAMES, error);
    }
  }

  /** @returns the request as it is now; `undefined` where the contributor failed */
  private async contribute(
    claimed: RightsRequestEntity,
    contributor: DataSubjectContributor,
  ): Promise<RightsRequestEntity | undefined> {
    let request = claimed;
    const { pass } = request.progress;
    try {
      for await (const step of contributor.erase(this.names.open(request.id, request)))
        request = await this.keep(request, {}, { type: 'step', contributor: contributor.name, pass, step });
    } catch (error) {
      return this.failed(request, contributor.name, error);
    }
    const done = [...request.progress.done, contributor.name];
    return this.keep(request, { progress: { ...request.progress, done, failures: 0 } });
  }

  private async failed(request: RightsRequestEntity, contributor: string, error: unknown): Promise<undefined> {
    if (error instanceof LeaseLost) throw error;
    await this.failures.failed(request, contributor, error);
  }

  private async endPass(request: RightsRequestEntity): Promise<void> {
    const now = this.clock.now();
    if (request.progress.pass === 1) {
      const workAt = new Date(now + this.config.secondLook);
      await this.requests.change(request, { workAt, progress: { ...request.progress, pass: 2, done: [] } }, SYSTEM);
      return;
    }
    const destroyed = { namesKey: null, names: null, workAt: null, finishedAt: new Date(now) };
    const state = 'completed';
    if (await this.requests.change(request, { ...destroyed, state }, SYSTEM, { type: 'state', state }))
      this.ports.metrics.count('rights_requests_total', { kind: 'erase', outcome: state });
  }

  /** Writes down what was done, and puts off when somebody else may take the request up. */
  private async keep(
    request: RightsRequestEntity,
    changes: Partial<RightsRequestEntity>,
    ...events: readonly RequestEvent[]
  ): Promise<RightsRequestEntity> {
    const until = this.clock.now() + (this.ending ? 0 : LEASE);
    const kept = { ...changes, workAt: new Date(until === request.workAt!.getTime() ? until + 1 : until) };
    if (!(await this.requests.change(request, kept, SYSTEM, ...events)) || this.ending) throw new LeaseLost();
    return { ...request, ...kept };
  }
}

function ignoreLoss(error: unknown): undefined {
  if (error instanceof LeaseLost) return undefined;
  throw error;
}
