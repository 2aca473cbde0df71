import { patiently } from './patiently.js';

const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

describe('patiently', () => {
  it('tries again while another holds the file', async () => {
    let tries = 0;
    const attempt = (): string => {
      if ((tries += 1) < 4) throw busy;
      return 'done';
    };
    expect(await patiently(attempt, performance.now() + 60_000)).toBe('done');
  });

  it('gives up when the time is over, though not before it has tried', async () => {
    const attempt = jest.fn(() => Promise.reject(Object.assign(new Error('wrapped'), { driverError: busy })));
    await expect(patiently(attempt, performance.now())).rejects.toThrow('wrapped');
    expect(attempt).toHaveBeenCalledTimes(1);
    await expect(patiently(attempt, performance.now() + 20)).rejects.toThrow('wrapped');
    expect(attempt.mock.calls.length).toBeGreaterThan(2);
  });

  it('tries nothing twice that failed for another reason', async () => {
    const attempt = jest.fn(() => Promise.reject(new Error('wrong')));
    await expect(patiently(attempt, performance.now() + 60_000)).rejects.toThrow('wrong');
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});
