import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundJob } from '@nest-privacy/core/kit';
import { type LogFault, type LogVerifier, UNVERIFIED, type VerifiedUntil } from '@nest-privacy/core/sealing';
import { ConsentConfig } from '../consent.config.js';
import { LedgerSeals } from './ledger-seals.js';
import { LEDGER_TAMPERED } from './ledger-tampered.js';

/** Where the round through all logs is. */
interface Round {
  readonly verifier: LogVerifier;
  readonly until: VerifiedUntil;
}

/**
 * Goes through the ledger again and again, a part at a time, so that a change is found without anybody asking: also one that was made while the triggers
 * were gone, and put back. Each process has rounds of its own.
 */
@Injectable()
export class LedgerCheck implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(LedgerCheck.name);
  private readonly job: BackgroundJob;
  /** Logs that are still to be checked in this round. */
  private waiting: string[] = [];
  private round: Round | undefined;
  private found: LogFault | null = null;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly seals: LedgerSeals,
  ) {
    const work = async (): Promise<boolean> => (await this.step(), false);
    this.job = new BackgroundJob({ does: 'check the ledger', interval: config.seal.checkInterval, work });
  }

  /** What was found to be wrong; it stays until the same part is found whole, which is looked at again each time. */
  get fault(): LogFault | null {
    return this.found;
  }

  onApplicationBootstrap(): void {
    if (this.config.seal.keys.length > 0) this.job.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.job.stop();
  }

  /** Checks the next part. */
  async step(): Promise<void> {
    this.round ??= await this.begin();
    const { verifier, until } = this.round;
    const part = await verifier.part(until);
    if (part.fault) return this.tell(part.fault);
    this.found = null;
    this.round = part.isDone ? undefined : { verifier, until: part.until };
  }

  private async begin(): Promise<Round> {
    if (this.waiting.length === 0) this.waiting = [...(await this.seals.logs())];
    return { verifier: await this.seals.verifier(this.waiting.shift()!), until: UNVERIFIED };
  }

  private tell(fault: LogFault): void {
    if (this.found?.detail !== fault.detail)
      this.logger.error(
        `The ledger of ${fault.log} was tampered with (${fault.kind}): ${fault.detail}. Remedy: ${LEDGER_TAMPERED.remedy}`,
      );
    this.found = fault;
  }
}
