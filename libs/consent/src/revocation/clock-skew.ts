import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock, seconds } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';

/** So much is worth a warning: records would show it, though no withdrawal is missed. */
const NOTABLE = seconds(5);

/** How far this process' clock is from the database's, by which all processes can be compared. */
@Injectable()
export class ClockSkew implements OnModuleInit {
  private readonly logger = new Logger(ClockSkew.name);
  private measured: number | null = null;
  private warned = false;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly ports: Ports,
  ) {}

  onModuleInit(): void {
    this.ports.metrics.gauge('consent_clock_skew_seconds', () => (this.measured ?? 0) / 1_000);
  }

  /** Milliseconds by which this clock is ahead, negative when it is behind; `null` as long as it is unknown. */
  get milliseconds(): number | null {
    return this.measured;
  }

  /**
   * Compares the clocks.
   *
   * @param askedAt when the database was asked by this clock, and `answer` what its clock said; both in milliseconds since the epoch
   */
  measure(askedAt: number, answer: number): void {
    // The answer was made somewhere between question and now; as long as it fits in between, nothing is wrong.
    const ahead = askedAt - answer;
    const behind = answer - this.clock.now();
    this.measured = ahead > 0 ? ahead : behind > 0 ? -behind : 0;
    const isNotable = Math.abs(this.measured) >= NOTABLE;
    if (isNotable && !this.warned) this.warn(this.measured);
    this.warned = isNotable;
  }

  private warn(skew: number): void {
    const amount = `${Math.round(Math.abs(skew) / 1_000)} s ${skew > 0 ? 'ahead of' : 'behind'}`;
    this.logger.warn(`This machine's clock is ${amount} the database's; consent records will show it. Run NTP on both`);
  }
}
