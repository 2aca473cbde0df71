import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, seconds } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type LogFault } from '@nest-privacy/core/sealing';
import { ConsentConfig } from '../consent.config.js';
import { BEGINNING } from '../ledger/record-cursor.js';
import { RecordFeed } from '../ledger/record-feed.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { LedgerCheck } from './ledger-check.js';
import { SEALER } from './ledger-seals.js';

/** What waits longer than this is late. */
const PATIENCE = seconds(5);
/** More are not counted. */
export const MOST_COUNTED = 10_000;

/** How well the ledger is sealed. */
export interface SealReport {
  /** `late` where something waits for more than five seconds. */
  readonly sealing: 'in time' | 'late' | 'off';
  /** Records that are not sealed yet, 10 000 standing for as many or more. */
  readonly unsealed: number;
  /** When the oldest of those was received that could be sealed; `null` where none could. */
  readonly unsealedSince: Date | null;
  /** What the check that goes through the ledger found; `null` while it found nothing wrong. */
  readonly fault: LogFault | null;
}

/** Reports on the seals, for health checks and metrics. */
@Injectable()
export class SealStatus implements OnModuleInit {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly feed: RecordFeed,
    private readonly followers: RecordFollowers,
    private readonly check: LedgerCheck,
    private readonly ports: Ports,
  ) {}

  onModuleInit(): void {
    if (this.config.seal.keys.length === 0) return;
    this.ports.metrics.gauge('consent_unsealed_records', async () => (await this.report()).unsealed);
    this.ports.metrics.gauge('consent_seal_lag_seconds', async () => {
      const { unsealedSince } = await this.report();
      return unsealedSince ? (this.clock.now() - unsealedSince.getTime()) / 1_000 : 0;
    });
    this.ports.metrics.gauge('consent_ledger_faults', () => (this.check.fault ? 1 : 0));
  }

  async report(): Promise<SealReport> {
    const { fault } = this.check;
    if (this.config.seal.keys.length === 0) return { sealing: 'off', unsealed: 0, unsealedSince: null, fault };
    const cursor = (await this.followers.find(SEALER)) ?? BEGINNING;
    const unsealed = await this.feed.count(cursor, MOST_COUNTED);
    const [oldest] = unsealed > 0 ? (await this.feed.after(cursor, 1)).records : [];
    const isLate = oldest !== undefined && this.clock.now() - oldest.receivedAt.getTime() > PATIENCE;
    return { sealing: isLate ? 'late' : 'in time', unsealed, unsealedSince: oldest?.receivedAt ?? null, fault };
  }
}
