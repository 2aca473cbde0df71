import { type ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { PrivacySignalReader, type RequestView } from '@nest-privacy/core';
import { FaultLog } from '@nest-privacy/core/kit';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { type OptOutHook } from '../dnt.options.js';

const MOST_SESSIONS = 10_000;

/** Tells the application of an opt-out once a session, after the response. */
@Injectable()
export class OptOutWatch {
  private readonly faults = new FaultLog(OptOutWatch.name);
  /** Sessions already told, oldest first. */
  private readonly told = new Set<string>();

  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    @Inject(PrivacySignalReader) private readonly reader: PrivacySignalReader,
  ) {}

  /** Whether anybody wants to know. */
  get isActive(): boolean {
    return this.config.onOptOutSignal !== undefined;
  }

  watch(request: RequestView, response: ServerResponse): void {
    const hook = this.config.onOptOutSignal;
    const { dnt, gpc } = this.reader.read(request);
    if (hook && (dnt === true || gpc)) response.once('close', () => void this.tell(hook, request));
  }

  private async tell(hook: OptOutHook, request: RequestView): Promise<void> {
    try {
      const session = hook.sessionOf(request);
      if (session === undefined || this.told.has(session)) return;
      this.told.add(session);
      if (this.told.size > MOST_SESSIONS) this.told.delete(this.told.values().next().value!);
      await hook.handle(request);
    } catch (error) {
      this.faults.error('the option "onOptOutSignal" failed', error);
    }
  }
}
