import { FakeConsentReader } from './index.js';

describe('the fake reader', () => {
  it('answers what it was told, ESSENTIALS always', () => {
    const reader = new FakeConsentReader();
    expect(reader.read()).toMatchObject({
      state: 'unset',
      tracking: 'none',
      subjectId: null,
      allowed: { ESSENTIALS: true, STATISTICS: false },
    });
    reader.set({ STATISTICS: 'granted', MARKETING: 'denied' });
    expect(reader.read()).toMatchObject({
      state: 'active',
      tracking: 'granted',
      allowed: { STATISTICS: true, MARKETING: false },
    });
  });
});
