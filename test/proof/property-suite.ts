import { testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { LiveStory } from './live-story.js';
import { story } from './step.js';

/**
 * Random stories of several devices, compared with a model of what was expressly said. `PROOF_SEED=…` tells the same ones again.
 *
 * @param time milliseconds for each database
 */
export function provesConsent(time: number): void {
  describe.each(testDatabases())('whatever happens, on $name', (database) => {
    let live: LiveStory;

    beforeAll(async () => {
      live = await LiveStory.start(database);
    });
    afterAll(() => live.close());

    it('a refusal beats any default, what has expired or was renewed never passes, unset is not denied, reading writes nothing, and cookie and ledger agree', async () => {
      const seed = Number(process.env.PROOF_SEED ?? Date.now() % 2 ** 31);
      const details = await fc.check(
        fc.asyncProperty(story, (steps) => live.tell(steps)),
        { seed, numRuns: 100_000, interruptAfterTimeLimit: time, markInterruptAsFailure: false },
      );
      const { failed, numRuns, counterexample, counterexamplePath } = details;
      // Printed to be repeated: a failure of tomorrow is that of this seed.
      process.stdout.write(`stories told on ${database.name}: ${numRuns} (PROOF_SEED=${seed})\n`);
      if (failed)
        throw new Error(
          `PROOF_SEED=${seed} path ${counterexamplePath}: ${JSON.stringify(counterexample)}\n${String(details.errorInstance)}`,
        );
      expect(numRuns).toBeGreaterThan(0);
    });
  });
}
