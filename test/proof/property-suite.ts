import { testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { LiveStory } from './live-story.js';
import { story } from './step.js';

/** Of each test, in milliseconds: far more than they take, on a machine that is busy with others too. */
const LIMIT = 300_000;
/** Fewer prove nothing. */
const LEAST = 50;

/** Which stories are told on each database. */
interface Telling {
  readonly seed: number;
  readonly stories: number;
  /** Milliseconds after which no further one is begun. Default: none */
  readonly time?: number;
}

/** Random stories of several devices, compared with a model of what was expressly said. `PROOF_SEED=…` tells those of another seed. */
export function provesConsent({ seed: usual, stories, time }: Telling): void {
  describe.each(testDatabases())('whatever happens, on $name', (database) => {
    let live: LiveStory;

    beforeAll(async () => {
      live = await LiveStory.start(database);
    });
    afterAll(() => live.close());

    it(
      'a refusal beats any default, what has expired or was renewed never passes, unset is not denied, reading writes nothing, and cookie and ledger agree',
      async () => {
        const seed = Number(process.env.PROOF_SEED ?? usual);
        const details = await fc.check(
          fc.asyncProperty(story, (steps) => live.tell(steps)),
          { seed, numRuns: stories, ...(time && { interruptAfterTimeLimit: time, markInterruptAsFailure: false }) },
        );
        const { failed, numRuns, counterexample, counterexamplePath } = details;
        // Printed to be repeated: a failure of tomorrow is that of this seed.
        process.stdout.write(`stories told on ${database.name}: ${numRuns} (PROOF_SEED=${seed})\n`);
        if (failed)
          throw new Error(
            `PROOF_SEED=${seed} path ${counterexamplePath}: ${JSON.stringify(counterexample)}\n${String(details.errorInstance)}`,
          );
        expect(numRuns).toBeGreaterThanOrEqual(LEAST);
      },
      LIMIT,
    );
  });
}
