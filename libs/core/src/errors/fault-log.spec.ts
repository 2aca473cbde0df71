import { Logger } from '@nestjs/common';
import { DatabaseUnavailableException } from './database-unavailable.exception.js';
import { FaultLog } from './fault-log.js';

describe('FaultLog', () => {
  let lines: unknown[][];
  beforeEach(() => {
    lines = [];
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...line) => void lines.push(line));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('writes the first of a kind whole, and how many it left out', () => {
    const log = new FaultLog('Test');
    const error = new Error('down');
    for (let i = 0; i < 1_000; i++) log.error('The database failed', error);
    expect(lines).toEqual([['The database failed', error.stack]]);
    jest.advanceTimersByTime(60_000);
    expect(lines.slice(1)).toEqual([['The database failed (999 more like it in 60 s)']]);
    log.error('The database failed', error);
    expect(lines.at(-1)).toEqual(['The database failed', error.stack]);
  });

  it('needs no stack for a database that is away', () => {
    new FaultLog('Test').error('Failed', new DatabaseUnavailableException('late', new Error('silence')));
    expect(lines).toEqual([['Failed', 'The database is late']]);
  });

  it('says nothing more of what happened once', () => {
    new FaultLog('Test').error('Once');
    jest.advanceTimersByTime(600_000);
    expect(lines).toEqual([['Once']]);
  });

  it('tells kinds apart, up to a hundred', () => {
    const log = new FaultLog('Test');
    for (let round = 0; round < 2; round++) for (let i = 0; i < 5_000; i++) log.error('Failed', undefined, `kind ${i}`);
    expect(lines).toHaveLength(101);
    jest.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(202);
  });
});
