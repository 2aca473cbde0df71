import { type DraftContent, type NoticeMessage } from './notice-content.js';

/** What visitors do without where a notice lacks a message, which nothing can stand in for. */
const NEEDED = {
  saved: 'nobody is told that their decision was saved',
  change: 'no way to change it is shown beside that',
  failed: 'nobody is told that their decision was not saved',
  offline: 'nobody is told that their decision waits',
  reload: 'after a withdrawal a page on which scripts ran is loaded anew unasked',
  gpcHonoured: 'nobody sees that Global Privacy Control was honoured (11 CCR § 7025(c)(6))',
  gpcAcknowledge: 'nobody who sends Global Privacy Control can allow what it affects',
  blocked: 'boxes in place of embeds do not say why',
  once: 'they have no button to load once',
  always: 'they have no button to allow always',
} as const satisfies Partial<Record<NoticeMessage, string>>;

const OF_GPC: readonly string[] = ['gpcHonoured', 'gpcAcknowledge'];

/**
 * The messages that a surface needs and a wording of the notice lacks, each with what comes of it; none where all is said.
 *
 * @param honoursGpc whether Global Privacy Control affects any category
 */
export function unsaid({ translations, variants }: DraftContent, honoursGpc: boolean): readonly string[] {
  const texts = [translations, ...variants.map((variant) => variant.translations)].flatMap((all) => Object.values(all));
  return (Object.keys(NEEDED) as (keyof typeof NEEDED)[])
    .filter((name) => honoursGpc || !OF_GPC.includes(name))
    .filter((name) => texts.some(({ messages }) => !messages[name]))
    .map((name) => `${name} (${NEEDED[name]})`);
}
