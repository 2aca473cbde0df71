import { reportedGroups } from './reported-groups.js';

const CATEGORY = 'STATISTICS';

describe('the groups of a report', () => {
  it('name their shares by what they are shares of', () => {
    const counts = {
      shown: 400,
      decided: 300,
      withdrawn: 0,
      categories: { [CATEGORY]: { granted: 200, denied: 100 } },
    };
    const { items } = reportedGroups([{ value: 'de', ...counts }], { value: '', ...counts }, [CATEGORY]);
    expect(items).toEqual([
      {
        value: 'de',
        shown: 400,
        decided: 300,
        decidedOfShown: 0.75,
        withdrawn: 0,
        categories: {
          [CATEGORY]: {
            granted: 200,
            denied: 100,
            ofShown: { granted: 0.5, denied: 0.25 },
            ofDecided: { granted: 0.6667, denied: 0.3333 },
          },
        },
        suppressed: [],
      },
    ]);
  });

  it('have no share of those shown where more decided than were, nor of few', () => {
    const counts = {
      shown: 100,
      decided: 150,
      withdrawn: 'few',
      categories: { [CATEGORY]: { granted: 110, denied: 'few' } },
    } as const;
    const { items } = reportedGroups([{ value: 'de', ...counts }], { value: '', ...counts }, [CATEGORY]);
    expect(items[0]).toMatchObject({ shown: 100, decided: 150, decidedOfShown: null, withdrawn: null });
    expect(items[0]!.categories[CATEGORY]!.ofShown).toEqual({ granted: null, denied: null });
    expect(items[0]!.suppressed).toEqual(['withdrawn', CATEGORY]);
  });

  it('have all of those who decided as the largest share, where rounding made more of them', () => {
    const counts = {
      shown: 100,
      decided: 30,
      withdrawn: 0,
      categories: { [CATEGORY]: { granted: 40, denied: 0 } },
    } as const;
    const { items } = reportedGroups([{ value: 'de', ...counts }], { value: '', ...counts }, [CATEGORY]);
    expect(items[0]!.categories[CATEGORY]!.ofDecided).toEqual({ granted: 1, denied: 0 });
  });
});
