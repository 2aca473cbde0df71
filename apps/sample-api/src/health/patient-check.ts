import { seconds } from '@nest-privacy/core';
import { type Part, type PartHealth } from './part.js';

/** How long an answer is believed, in milliseconds: whoever asks for health all the time causes no more writing than this. */
const BELIEVED = seconds(1);
const LATE: PartHealth = { status: 'down', reason: 'late' };

/** Asks a part how it is: one question at a time, however many want to know, and never longer than the patience allows. */
export class PatientCheck {
  private asked: Promise<PartHealth> | undefined;
  private answeredAt = -Infinity;
  private answer: PartHealth = LATE;

  constructor(
    private readonly part: Part,
    private readonly patience: number,
  ) {}

  get name(): string {
    return this.part.name;
  }

  async health(): Promise<PartHealth> {
    if (performance.now() - this.answeredAt < BELIEVED) return this.answer;
    this.asked ??= this.ask().finally(() => (this.asked = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<PartHealth>((resolve) => (timer = setTimeout(resolve, this.patience, LATE)));
    try {
      return await Promise.race([this.asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(): Promise<PartHealth> {
    this.answer = await this.part.check().catch((): PartHealth => ({ status: 'down' }));
    this.answeredAt = performance.now();
    return this.answer;
  }
}
