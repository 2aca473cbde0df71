import { noticeContent, noticeText } from '../../../test/notice-content.js';
import { WORDS } from '../../../test/surface-pages.js';
import { type NoticeContent } from './notice-content.js';
import { unsaid } from './unsaid.js';

const ALL = { ...WORDS, failed: 'Not saved.', offline: 'It is sent later.', reload: 'Load anew' };
const saying = (messages: NoticeContent['translations'][string]['messages']): NoticeContent['translations'] => ({
  en: noticeText('en', { messages }),
});
const without = (...words: readonly string[]): Partial<typeof ALL> =>
  Object.fromEntries(Object.entries(ALL).filter(([name]) => !words.includes(name)));
const names = (content: NoticeContent, honoursGpc = true): string[] =>
  unsaid(content, honoursGpc).map((line) => line.replace(/ \(.*/, ''));

describe('what a notice leaves unsaid', () => {
  it('is nothing where it has the words', () => {
    expect(names(noticeContent({ translations: saying(ALL) }))).toEqual([]);
  });

  it('is what withdrawals, the signal and embeds need', () => {
    const bare = noticeContent({ translations: saying({ saved: 'Saved.', change: 'Change your choice' }) });
    expect(names(bare)).toEqual([
      'failed',
      'offline',
      'reload',
      'gpcHonoured',
      'gpcAcknowledge',
      'blocked',
      'once',
      'always',
    ]);
  });

  it('is no word about a signal that affects nothing', () => {
    const content = noticeContent({ translations: saying(without('gpcHonoured', 'gpcAcknowledge')) });
    expect(names(content, false)).toEqual([]);
    expect(names(content)).toEqual(['gpcHonoured', 'gpcAcknowledge']);
  });

  it('is also what a variant alone lacks', () => {
    const content = noticeContent({ translations: saying(ALL) });
    const variant = { name: 'short', share: 20, layers: content.layers, translations: saying(without('reload')) };
    expect(unsaid({ ...content, variants: [variant] }, true)).toEqual([
      expect.stringMatching(/^reload \(.*unasked\)$/),
    ]);
  });
});
