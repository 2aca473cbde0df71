import { expectEqual, expectNumbers, valuesOf } from './asking.js';
import { after, ANN, eventsAt, JANE, JOE, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

const SALE = { kind: 'event', name: 'sale' } as const;

/** What happened while nobody was there. */
export const LATE_PROMISES: readonly StatisticsContract[] = [
  {
    promise: 'lets late events count, and neither open, lengthen, join nor change a visit',
    async prove({ store, reader }) {
      const late = { activity: 'late', page: '/late', channel: 'Late' } as const;
      const site = await storeAt(store, [
        { page: '/in', channel: 'Email' },
        { page: '/out', at: after(10) },
        { ...late, at: after(-1) },
        { ...late, at: after(5) },
        { ...late, at: after(40) },
        { ...late, at: after(40) + 1 },
        { page: '/in', channel: 'Direct', at: after(60) },
        { ...late, visitor: JOE },
        { ...late, visitor: JOE, ...SALE, at: after(1) },
      ]);
      await expectNumbers(reader, site, {
        pageviews: 8,
        events: 1,
        visitors: 2,
        visits: 2,
        duration: 300,
        bounceRate: 0.5,
      });
      const channels = { metrics: ['pageviews', 'visits'] } as const;
      const expected = [
        ['Direct', 1, 1],
        ['Email', 4, 1],
        ['Late', 3, 0],
      ];
      expectEqual([...(await valuesOf(reader, site, 'channel', channels))].sort(), expected, 'the channels');
      const filter = { dimension: 'page', operator: 'is', value: '/late' } as const;
      await expectNumbers(reader, site, { visits: 1 }, { filter, what: 'visits with a late event' });
      expectEqual(await valuesOf(reader, site, 'exit-page'), [['/out', 4], ['/in', 1]], 'the last pages'); // prettier-ignore
    },
  },
  {
    promise: 'counts a late event to a visit of the same visitor alone, and of two to the one that began later',
    async prove({ store, reader }) {
      const late = { activity: 'late', page: '/late' } as const;
      const site = await storeAt(store, [
        { channel: 'First' },
        { channel: 'Second', at: after(20), visitor: JOE },
        { channel: 'Second', at: after(45), visitor: JOE, alias: JANE },
        { channel: 'Second', at: after(60), visitor: JANE },
        { ...late, at: after(25) },
        { ...late, at: after(10) },
        { ...late, at: after(25), visitor: ANN, alias: JANE, channel: 'None' },
      ]);
      const expected = [
        ['First', 2],
        ['None', 1],
        ['Second', 4],
      ];
      expectEqual([...(await valuesOf(reader, site, 'channel'))].sort(), expected, 'the channels');
    },
  },
  {
    promise: 'finds the visit of a late event that came before it',
    async prove({ store, reader }) {
      const [late, view] = eventsAt([{ activity: 'late', at: after(5), channel: 'Late' }, { channel: 'Email' }]);
      await store.append([late!]);
      const channels = async (): Promise<unknown> => valuesOf(reader, late!.site, 'channel');
      expectEqual(await channels(), [['Late', 1]], 'the channel of a late event alone');
      await store.append([view!]);
      expectEqual(await channels(), [['Email', 2]], 'the channel once its visit is known');
    },
  },
];
