import { CASES, personOf } from './cases.js';
import { bull, bullMq, type JobQueues } from './job-queues.js';
import { startWorld, type World } from './world.js';

describe.each([bull(), bullMq()])('@RequireConsent on jobs of $name', (library) => {
  const { ran } = library;
  let world: World;
  let queues: JobQueues;

  beforeAll(async () => {
    world = await startWorld({ imports: library.imports, providers: library.providers });
    queues = await library.queues(world.app);
  });
  afterAll(async () => {
    await queues.close();
    await world.close();
  });

  it.each(CASES)('does, drops or veils what was ordered when who it is about $name', async (theCase) => {
    const { carrier: consent, later } = await personOf(theCase, world);
    const data = { consent, email: 'a@b.example', text: 'hello' };
    const dropped = (): number => world.metrics.total('consent_jobs_dropped_total', { category: 'STATISTICS' });
    const before = dropped();
    ran.length = 0;
    await queues.pause();
    const denied = await queues.add('deny', data);
    const skipped = await queues.add('skip', data);
    const anonymous = await queues.add('anonymise', data);
    await later();
    await queues.resume();

    expect(await denied.outcome()).toMatchObject(
      theCase.allowed
        ? { result: 'done', failures: 0 }
        : { reason: expect.stringContaining('not allowed STATISTICS') as string, failures: 1 },
    );
    expect(await skipped.outcome()).toMatchObject({ result: theCase.allowed ? 'done' : null, failures: 0 });
    expect(await anonymous.outcome()).toMatchObject({ result: 'done', failures: 0 });
    const byMode = ran.toSorted((a, b) => a.mode.localeCompare(b.mode));
    expect(byMode).toEqual(
      theCase.allowed
        ? ['anonymise', 'deny', 'skip'].map((mode) => ({ mode, data }))
        : [{ mode: 'anonymise', data: { text: 'hello' } }],
    );
    expect(dropped() - before).toBe(theCase.allowed ? 0 : 2);
  });

  it('tries a job again that nobody could judge', async () => {
    const person = await personOf(CASES[0]!, world);
    ran.length = 0;
    await world.source.query('ALTER TABLE privacy_consent_state RENAME TO elsewhere');
    const job = await queues.add('deny', { consent: person.carrier });
    expect(await job.outcome()).toMatchObject({ failures: 3 });
    expect(ran).toEqual([]);
    await world.source.query('ALTER TABLE elsewhere RENAME TO privacy_consent_state');
    const again = await queues.add('deny', { consent: person.carrier });
    expect(await again.outcome()).toMatchObject({ result: 'done' });
  });
});
