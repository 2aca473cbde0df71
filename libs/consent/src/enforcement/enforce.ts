import { anonymousArguments } from './anonymous-arguments.js';
import { askedAmong } from './asked.js';
import { type ConsentGate } from './consent-gate.js';
import { consentRequired } from './consent-required.js';
import { type Needs } from './needs.js';

/** A call that has to be judged. */
export interface Call {
  /** Absent where no ConsentModule is to be seen. */
  readonly gate: ConsentGate | undefined;
  readonly needs: Needs;
  readonly isJob: boolean;
}

/** Ends a job for good: the name is how BullMQ knows an error that is not worth another try. */
class DroppedJobError extends Error {
  override readonly name = 'UnrecoverableError';

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/** Bull asks the job itself. */
const discard = (job: unknown): unknown => (job as { discard?: () => unknown } | undefined)?.discard?.();

/**
 * Runs code if who it is about allows what it needs, who is looked for among the arguments. Without anybody there, nothing but ESSENTIALS is allowed.
 *
 * @throws ProblemException `CONSENT_REQUIRED`, or what an `exceptionFactory` made; from a job as the `cause` of an error that is not tried again
 * @throws DatabaseUnavailableException when nobody can know; a job is then tried again, as its queue has it
 */
export async function enforce(
  { gate, needs, isJob }: Call,
  args: unknown[],
  run: (args: unknown[]) => unknown,
): Promise<unknown> {
  if (!gate) throw consentRequired(needs);
  const missing = await gate.judge(needs, askedAmong(args));
  if (!missing) return run(args);
  if (missing.mode === 'anonymise') {
    gate.count(missing);
    return run(anonymousArguments(args, missing.identity));
  }
  if (isJob) gate.countDropped(missing);
  else gate.count(missing);
  if (missing.mode === 'skip') return undefined;
  const error = gate.errorOf(missing);
  if (!isJob) throw error;
  await discard(args[0]);
  throw new DroppedJobError(error);
}
