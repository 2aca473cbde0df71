import { Logger } from '@nestjs/common';
import { DatabaseUnavailableException } from './database-unavailable.exception.js';
import { OutageLog } from './outage-log.js';

describe('the log of an outage', () => {
  let lines: string[];
  let now = 0;
  beforeEach(() => {
    lines = [];
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    for (const level of ['error', 'warn'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((...line: unknown[]) => void lines.push(String(line[0])));
  });
  afterEach(() => jest.restoreAllMocks());

  const full = new DatabaseUnavailableException('full', new Error('database or disk is full'));

  it('has a line when it begins and one when it is over, however many requests it cost', () => {
    const log = new OutageLog();
    log.succeeded('write');
    for (let i = 0; i < 1_000; i++, now += 10) log.failed(full);
    log.succeeded('write');
    expect(log.fault).toBe('full');
    now += 5_000;
    log.succeeded('read');
    expect(log.fault).toBe('full');
    log.succeeded('write');
    log.succeeded('write');
    expect(lines).toEqual([
      'The database is full (database or disk is full); what needs it is answered 503 until it is back',
      'The database is back; 1000 questions to it failed within 10 s',
    ]);
    expect(log.fault).toBeUndefined();
  });

  it('has few lines where failures and successes take turns', () => {
    const log = new OutageLog();
    for (let i = 0; i < 1_000; i++, now += 10) {
      log.failed(full);
      log.succeeded('write');
    }
    expect(lines).toHaveLength(1);
  });

  it('has another line when nobody asked for long, and it fails again', () => {
    const log = new OutageLog();
    log.failed(full);
    now += 60_000;
    log.failed(full);
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['full', 'write without rows'],
    ['forbidden', 'write without rows'],
    ['forbidden', 'write'],
  ] as const)('goes on where it is %s and only a %s succeeds, until nothing has failed for a minute', (fault, kind) => {
    const log = new OutageLog();
    log.failed(new DatabaseUnavailableException(fault, new Error('of the driver')));
    now += 59_999;
    log.succeeded(kind);
    expect(log.fault).toBe(fault);
    now += 1;
    log.succeeded('read');
    expect(log.fault).toBe(fault);
    log.succeeded(kind);
    expect(log.fault).toBeUndefined();
  });
});
