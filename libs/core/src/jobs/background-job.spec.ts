import { Logger } from '@nestjs/common';
import { ConfigurationError } from '../errors/configuration.error.js';
import { BackgroundJob } from './background-job.js';

describe('a background job', () => {
  it('works part by part until nothing waits, and shares a run', async () => {
    let parts = 0;
    const job = new BackgroundJob({ does: 'count', interval: 'off', work: () => Promise.resolve((parts += 1) < 3) });
    await Promise.all([job.run(), job.run()]);
    expect(parts).toBe(3);
    await job.run();
    expect(parts).toBe(4);
  });

  it('says once that it fails, tries again, and says that it is able again', async () => {
    const [error, log] = [jest.spyOn(Logger.prototype, 'error'), jest.spyOn(Logger.prototype, 'log')];
    for (const spy of [error, log]) spy.mockImplementation(() => undefined);
    let fails = true;
    const work = (): Promise<boolean> => (fails ? Promise.reject(new Error('no disk')) : Promise.resolve(false));
    const job = new BackgroundJob({ does: 'write', interval: 'off', work });
    await job.run();
    await job.run();
    expect(error.mock.calls).toEqual([['Cannot write; trying again. Error: no disk']]);
    expect(job.isFailing).toBe(true);
    fails = false;
    await job.run();
    expect(log.mock.calls).toEqual([['Able to write again']]);
    expect(job.isFailing).toBe(false);
    jest.restoreAllMocks();
  });

  it.each([2 ** 31, 0, -1, 0.5, NaN, Infinity])('waits for no interval of %p, which no timer can', (interval) => {
    const job = (): BackgroundJob => new BackgroundJob({ does: 'hurry', interval, work: () => Promise.resolve(false) });
    expect(job).toThrow(ConfigurationError);
    expect(job).toThrow(/INTERVAL_INVALID.*to hurry/);
  });

  it('ends after the part that is being done, and works by itself in between', async () => {
    let parts = 0;
    let begun = (): void => {};
    const working = new Promise<void>((resolve) => (begun = resolve));
    const work = (): Promise<boolean> => {
      parts += 1;
      begun();
      return Promise.resolve(true);
    };
    const job = new BackgroundJob({ does: 'go on', interval: 1, work });
    job.start();
    await working;
    await job.stop();
    const done = parts;
    await job.run();
    expect(parts).toBe(done);
  });
});
