import { analyticsEvent, QUEUE_CONTRACT } from '../testing/index.js';
import { InProcessQueue } from './in-process-queue.js';

describe('the queue in this process', () => {
  it.each(QUEUE_CONTRACT.map(({ promise, prove }) => [promise, prove] as const))('%s', (_promise, prove) =>
    prove(() => new InProcessQueue()),
  );

  it('holds no more than its capacity', async () => {
    const queue = new InProcessQueue({ capacity: 1 });
    await queue.enqueue({ id: 'a', events: [] });
    await expect(queue.enqueue({ id: 'b', events: [] })).rejects.toThrow('full');
    await queue.close(0);
  });

  it('works off what it holds before it closes, even what is failing at first', async () => {
    const queue = new InProcessQueue();
    const done: string[] = [];
    queue.start(({ batch, attempt }) => {
      if (attempt < 3) return Promise.reject(new Error('not yet'));
      done.push(batch.id);
      return Promise.resolve();
    });
    for (const id of ['a', 'b', 'c']) await queue.enqueue({ id, events: [analyticsEvent()] });
    expect(await queue.close(5_000)).toBe(0);
    expect(done.sort()).toEqual(['a', 'b', 'c']);
  });

  it('says how many events it lost when time runs out', async () => {
    const queue = new InProcessQueue();
    queue.start(() => Promise.reject(new Error('away')));
    await queue.enqueue({ id: 'a', events: [analyticsEvent(), analyticsEvent()] });
    expect(await queue.close(50)).toBe(2);
  });
});
