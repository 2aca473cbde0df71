import { importedTimes } from './imported-times.js';

const stood = {
  before: { STATISTICS: 'denied', MARKETING: 'granted' },
  explicitAt: { STATISTICS: 500, MARKETING: 400 },
} as const;

describe('the times of what is taken over', () => {
  it('are never earlier than those that were known', () => {
    const counted = { STATISTICS: 'denied', MARKETING: 'denied' } as const;
    expect(importedTimes({ ...stood, counted, givenAt: 100 })).toEqual({ STATISTICS: 500, MARKETING: 400 });
    expect(importedTimes({ ...stood, counted, givenAt: 600 })).toEqual({ STATISTICS: 600, MARKETING: 600 });
  });

  it('stay unknown of a refusal of which they were, which counts as one of its record', () => {
    const counted = { STATISTICS: 'denied', MARKETING: 'unset' } as const;
    expect(importedTimes({ ...stood, explicitAt: {}, counted, givenAt: 100 })).toEqual({});
    expect(importedTimes({ ...stood, counted, givenAt: null })).toEqual({ STATISTICS: 500 });
  });

  it('are those of the other tool where nothing stood', () => {
    const counted = { STATISTICS: 'denied', MARKETING: 'granted' } as const;
    const nothing = { before: null, explicitAt: {}, counted };
    expect(importedTimes({ ...nothing, givenAt: 100 })).toEqual({ STATISTICS: 100, MARKETING: 100 });
    expect(importedTimes({ ...nothing, givenAt: null })).toEqual({});
  });
});
