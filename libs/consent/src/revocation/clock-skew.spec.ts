import { Logger } from '@nestjs/common';
import { ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { Ports } from '@nest-privacy/core/kit';
import { RevocationStatus } from '../index.js';
import { ConsentNodes } from '../../test/consent-nodes.js';
import { ClockSkew } from './clock-skew.js';

describe('the skew of clocks', () => {
  let warned: jest.SpyInstance;
  beforeEach(() => {
    warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  });
  afterEach(() => warned.mockRestore());

  it('is what neither the question nor the answer took, and is warned of once as long as it lasts', () => {
    const clock = new ManualClock(100_000);
    const skew = new ClockSkew(clock, new Ports());
    const measured = (askedAt: number, answer: number): number | null => {
      skew.measure(askedAt, answer);
      return skew.milliseconds;
    };
    expect(skew.milliseconds).toBeNull();
    expect([measured(99_000, 99_000), measured(99_000, 99_500), measured(99_000, 100_000)]).toEqual([0, 0, 0]);
    expect([measured(99_000, 98_900), measured(99_000, 100_200)]).toEqual([100, -200]);
    expect(warned).not.toHaveBeenCalled();
    expect([measured(99_000, 39_000), measured(99_000, 39_000), measured(99_000, 160_000)]).toEqual([
      60_000, 60_000, -60_000,
    ]);
    expect(warned.mock.calls).toEqual([[expect.stringContaining('60 s ahead of the database')]]);
    measured(99_000, 99_000);
    measured(99_000, 160_000);
    expect(warned).toHaveBeenLastCalledWith(expect.stringContaining('60 s behind the database'));
  });

  it('is measured against PostgreSQL', async () => {
    const nodes = await ConsentNodes.on(testDatabases()[1]!);
    const clock = new ManualClock(Date.now() + 3_600_000);
    const node = await nodes.start({ clock, revocations: { pollInterval: 1_000_000 } });
    const { clockSkew } = node.get(RevocationStatus).report;
    expect(Math.round(clockSkew! / 60_000)).toBe(60);
    const ofTheClock = warned.mock.calls.filter(([message]) => String(message).includes('clock'));
    expect(ofTheClock).toHaveLength(1);
    await nodes.close();
  });
});
