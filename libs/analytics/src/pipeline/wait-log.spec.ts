import { Logger } from '@nestjs/common';
import { WaitLog } from './wait-log.js';

describe('the log of events that wait', () => {
  afterEach(() => jest.restoreAllMocks());

  it('says that they wait and that they flow again, also where only warnings are logged', () => {
    const lines: unknown[] = [];
    for (const level of ['error', 'warn', 'log'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((...line: unknown[]) => void lines.push([level, line[0]]));
    const log = new WaitLog('Test', 'events wait in the buffer');
    log.succeeded();
    log.failed(new Error('away'));
    log.failed(new Error('away'));
    log.succeeded();
    log.succeeded();
    expect(lines).toEqual([
      ['error', 'events wait in the buffer: away'],
      ['warn', 'events flow again'],
    ]);
  });
});
