import { days } from '@nest-privacy/core';
import { expectEqual } from './asking.js';
import { ANN, DAY, JANE, JOE, NOON, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

const WEEKS = [0, 7, 14].map((day) => ({ start: DAY.start + days(day), end: DAY.start + days(day + 7) }));
const [FIRST, SECOND, THIRD] = [NOON, NOON + days(8), NOON + days(16)];
const known = { persistent: true } as const;

/** Who came back. */
export const RETENTION_PROMISES: readonly StatisticsContract[] = [
  {
    promise: 'counts by the span of their first event who came back',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { visitor: JANE, ...known, at: FIRST },
        { visitor: JANE, ...known, at: FIRST + days(1) },
        { visitor: JANE, ...known, at: THIRD },
        { visitor: JOE, ...known, at: FIRST, kind: 'event', name: 'sale' },
        { visitor: JOE, ...known, at: SECOND },
        { visitor: ANN, ...known, at: SECOND },
        { visitor: ANN, ...known, at: THIRD },
      ]);
      const found = (await reader.retention({ site, metrics: [] }, WEEKS)).map(({ visitors }) => visitors);
      expectEqual(found, [[2, 1, 1], [1, 1], [0]], 'the cohorts');
      const expected = [
        { first: WEEKS[1], visitors: [2, 1] },
        { first: WEEKS[2], visitors: [1] },
      ];
      expectEqual(await reader.retention({ site, metrics: [] }, WEEKS.slice(1)), expected, 'those of the last weeks');
    },
  },
  {
    promise: 'leaves out of it who is not known for longer than a day, machines, and pages that are not there',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { visitor: JANE },
        { visitor: JOE, ...known, kind: 'miss' },
        { visitor: ANN, ...known, audience: 'bots', bot: 'bot' },
        { visitor: null, ...known },
      ]);
      const found = await reader.retention({ site, metrics: [] }, WEEKS.slice(0, 1));
      expectEqual(found, [{ first: WEEKS[0], visitors: [0] }], 'the cohorts');
    },
  },
];
