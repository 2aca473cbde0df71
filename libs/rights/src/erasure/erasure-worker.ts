import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, type DataSubjectContributor, minutes, ProblemException, seconds } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from '../entities/rights-request.entity.js';
import { type RequestEvent } from '../requests/request-event.js';
import { RequestNames } from '../requests/request-names.js';
import { RightsRequests } from '../requests/rights-requests.js';
import { RightsConfig } from '../rights.config.js';

/** Nobody else takes a request up while one who works on it tells of a step within this time, in milliseconds. */
const LEASE = seconds(30);
/** Attempts, after which an administrator has to look. */
const MOST_FAILURES = 10;
const LONGEST_PAUSE = minutes(10);

const SYSTEM = 'system';

/** Another process has taken the request up meanwhile, or may: this one ends. */
class LeaseLost extends Error {}

/** What of an error may be kept: never its message, which may quote data. */
const faultOf = (error: unknown): string =>
  (error instanceof ProblemException ? error.code : error instanceof Error ? error.name : 'Error').slice(0, 100);

/**
 * Works on erasures: each contributor in turn, every step written down when it is done. A request is claimed by putting its `workAt` off, so that it is taken up
 * again, by any process, when whoever had it is gone; what was done then counts as nothing to do. After the first pass it looks once more.
 */
@Injectable()
export class ErasureWorker {
  private readonly logger = new Logger(ErasureWorker.name);
  private ending = false;
  private isToldOfLack = false;

  constructor(
    @Inject(RightsConfig) private readonly config: RightsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly names: RequestNames,
    private readonly ports: Ports,
  ) {}

  /** Takes up what has waited longest. @returns whether there was anything */
  async work(): Promise<boolean> {
    const next = await this.requests.nextWork();
    if (!next || this.lacks(next)) return false;
    const begun = next.state === 'in-progress' ? [] : [{ type: 'state', state: 'in-progress' } as const];
    const claimed = await this.keep(next, { state: 'in-progress' }, ...begun).catch(ignoreLoss);
    if (claimed) await this.pass(claimed).catch(ignoreLoss);
    return true;
  }

  /** A process that has not every contributor, such as a worker without the module of one, would leave something out. */
  private lacks({ id, progress }: RightsRequestEntity): boolean {
    const names = new Set(this.ports.contributors.map(({ name }) => name));
    const missing = progress.needed.filter((name) => !names.has(name));
    if (missing.length > 0 && !this.isToldOfLack) {
      this.logger.warn(
        `The erasure ${id} is left to other processes, for this one lacks ${missing.join(', ')}; set "erasures" to "leave" here`,
      );
      this.isToldOfLack = true;
    }
    return missing.length > 0;
  }

  /** Leaves what is being done to others, after the step that it is at. */
  end(): void {
    this.ending = true;
  }

  private async pass(claimed: RightsRequestEntity): Promise<void> {
    let request = claimed;
    for (const contributor of this.ports.contributors) {
      if (request.progress.done.includes(contributor.name)) continue;
      const erased = await this.contribute(request, contributor);
      if (erased === undefined) return;
      request = erased;
    }
    await this.endPass(request);
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
      if (error instanceof LeaseLost) throw error;
      await this.fail(request, contributor.name, error);
      return undefined;
    }
    const done = [...request.progress.done, contributor.name];
    return this.keep(request, { progress: { ...request.progress, done, failures: 0 } });
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

  private async fail(request: RightsRequestEntity, contributor: string, error: unknown): Promise<void> {
    const failures = request.progress.failures + 1;
    this.logger.error(`The erasure ${request.id} failed at ${contributor}, attempt ${failures}: ${faultOf(error)}`);
    const event: RequestEvent = { type: 'failure', contributor, fault: faultOf(error) };
    const progress = { ...request.progress, failures };
    if (failures < MOST_FAILURES) {
      const workAt = new Date(this.clock.now() + Math.min(seconds(1) * 2 ** (failures - 1), LONGEST_PAUSE));
      await this.requests.change(request, { workAt, progress }, SYSTEM, event);
      return;
    }
    const state = 'failed';
    const given = { ...progress, failures: 0 };
    await this.requests.change(request, { workAt: null, progress: given, state }, SYSTEM, event, {
      type: 'state',
      state,
    });
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
