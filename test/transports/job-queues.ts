import { BullModule, getQueueToken, Process, Processor } from '@nestjs/bull';
import {
  BullModule as BullMqModule,
  getQueueToken as getMqQueueToken,
  Processor as MqProcessor,
  WorkerHost,
} from '@nestjs/bullmq';
import { type DynamicModule, Injectable, type Provider, type INestApplication } from '@nestjs/common';
import { RequireConsent } from '@nest-privacy/consent';
import { newId } from '@nest-privacy/core/kit';
import { type Job as BullJob, type Queue as BullQueue } from 'bull';
import { type Job as MqJob, type Queue as MqQueue, QueueEvents } from 'bullmq';

/** What became of a job. */
export interface Outcome {
  readonly result?: unknown;
  /** Why it failed. */
  readonly reason?: string | undefined;
  /** How often it failed. */
  readonly failures: number;
}

/** Jobs that ran, as their processor saw them. */
export interface Ran {
  readonly mode: Mode;
  readonly data: object;
}

export type Mode = 'deny' | 'skip' | 'anonymise';
const MODES: readonly Mode[] = ['deny', 'skip', 'anonymise'];

/** Queues of one library, one for each mode. */
export interface JobQueues {
  /** Whether jobs wait in their queue. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Puts a job into a queue that tries what fails three times. */
  add(mode: Mode, data: object): Promise<{ outcome(): Promise<Outcome> }>;
  close(): Promise<void>;
}

/** How a library is built into an application, and reached from outside. */
export interface JobLibrary {
  readonly name: string;
  readonly imports: DynamicModule[];
  readonly providers: Provider[];
  readonly ran: Ran[];
  queues(app: INestApplication): Promise<JobQueues>;
}

const redis = (): { host: string; port: number; db: number } => {
  const { hostname, port, pathname } = new URL(process.env.TEST_REDIS_URL!);
  return { host: hostname, port: Number(port), db: Number(pathname.slice(1) || 0) };
};
const OPTIONS = { attempts: 3, backoff: 1 };

/** Bull, whose processors are methods. */
export function bull(): JobLibrary {
  const ran: Ran[] = [];
  const prefix = `np-${newId()}`;

  @Processor('mail')
  class MailProcessor {
    @Process('deny')
    @RequireConsent('STATISTICS')
    deny(job: BullJob<object>): string {
      return this.note('deny', job);
    }

    @RequireConsent('STATISTICS', { mode: 'skip' })
    @Process('skip')
    skip(job: BullJob<object>): string {
      return this.note('skip', job);
    }

    @Process('anonymise')
    @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
    anonymise(job: BullJob<object>): string {
      return this.note('anonymise', job);
    }

    private note(mode: Mode, { data }: BullJob<object>): string {
      ran.push({ mode, data });
      return 'done';
    }
  }

  return {
    name: 'Bull',
    ran,
    imports: [BullModule.forRoot({ redis: redis(), prefix }), BullModule.registerQueue({ name: 'mail' })],
    providers: [MailProcessor],
    async queues(app) {
      const queue = app.get<BullQueue>(getQueueToken('mail'));
      await queue.isReady();
      return {
        pause: () => queue.pause(),
        resume: () => queue.resume(),
        async add(mode, data) {
          const { id } = await queue.add(mode, data, OPTIONS);
          return {
            async outcome() {
              const result: unknown = await (await queue.getJob(id))!.finished().catch(() => undefined);
              const { attemptsMade, failedReason } = (await queue.getJob(id))!;
              return { result, reason: failedReason, failures: failedReason === undefined ? 0 : attemptsMade };
            },
          };
        },
        close: () => queue.obliterate({ force: true }),
      };
    },
  };
}

/** BullMQ, whose processors are classes. */
export function bullMq(): JobLibrary {
  const ran: Ran[] = [];
  const prefix = `np-${newId()}`;
  const note = (mode: Mode, { data }: MqJob<object>): Promise<string> => {
    ran.push({ mode, data });
    return Promise.resolve('done');
  };

  @MqProcessor('deny')
  class DenyProcessor extends WorkerHost {
    @RequireConsent('STATISTICS')
    process(job: MqJob<object>): Promise<string> {
      return note('deny', job);
    }
  }

  @RequireConsent('STATISTICS', { mode: 'skip' })
  @MqProcessor('skip')
  class SkipProcessor extends WorkerHost {
    process(job: MqJob<object>): Promise<string> {
      return this.note(job);
    }

    /** Called by the job, and no job itself. */
    private note(job: MqJob<object>): Promise<string> {
      return note('skip', job);
    }
  }

  @Injectable()
  @MqProcessor('anonymise')
  class AnonymousProcessor extends WorkerHost {
    @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
    process(job: MqJob<object>): Promise<string> {
      return note('anonymise', job);
    }
  }

  return {
    name: 'BullMQ',
    ran,
    imports: [
      BullMqModule.forRoot({ connection: redis(), prefix }),
      BullMqModule.registerQueue(...MODES.map((name) => ({ name }))),
    ],
    providers: [DenyProcessor, SkipProcessor, AnonymousProcessor],
    async queues(app) {
      const all = new Map(MODES.map((mode) => [mode, app.get<MqQueue>(getMqQueueToken(mode))]));
      const events = new Map(MODES.map((mode) => [mode, new QueueEvents(mode, { connection: redis(), prefix })]));
      await Promise.all([...events.values()].map((one) => one.waitUntilReady()));
      const each = async (act: (queue: MqQueue) => Promise<unknown>): Promise<void> =>
        void (await Promise.all([...all.values()].map(act)));
      return {
        pause: () => each((queue) => queue.pause()),
        resume: () => each((queue) => queue.resume()),
        async add(mode, data) {
          const job = await all.get(mode)!.add(mode, data, OPTIONS);
          return {
            async outcome() {
              const result: unknown = await job.waitUntilFinished(events.get(mode)!).catch(() => undefined);
              const { attemptsMade, failedReason } = (await all.get(mode)!.getJob(job.id!)) as MqJob;
              return { result, reason: failedReason, failures: failedReason === undefined ? 0 : attemptsMade };
            },
          };
        },
        async close() {
          await Promise.all([...events.values()].map((one) => one.close()));
          await each((queue) => queue.obliterate({ force: true }));
        },
      };
    },
  };
}
