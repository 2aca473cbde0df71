import { ConfigurationError } from '@nest-privacy/core';
import { BoundedMap } from '@nest-privacy/core/kit';
import { maskEmails } from './mask-emails.js';
import { maskNumbers } from './mask-numbers.js';
import { maskTokens } from './mask-tokens.js';
import { maskUuids } from './mask-uuids.js';
import { type OwnMask, ownMasks } from './own-mask.js';
import { plainForm } from './plain-form.js';

/** The rules that come with the package, in the order in which they are applied. */
const BUILT_IN = { email: maskEmails, uuid: maskUuids, token: maskTokens, number: maskNumbers } as const;

/** Name of a rule that comes with the package. */
export type MaskName = keyof typeof BUILT_IN;

/** The names of all rules that come with the package. */
export const MASK_NAMES = Object.keys(BUILT_IN) as readonly MaskName[];

const KEPT = 5_000;
const LONGEST_KEPT = 512;
/** What a rule writes may make one word with what stands behind it, in which the next round finds more. */
const MOST_ROUNDS = 4;
/** A rule of somebody's own may cut a pair of surrogates in two. */
const HALVES = /\p{Cs}/gu;

/** Takes personal data out of texts, by rule, before anything is stored, queued or forwarded. */
export class TextMask {
  private readonly own: (text: string) => string;
  private readonly rules: readonly ((text: string) => string)[];
  /** Texts in which nothing was found, so that pages that are asked for again and again cost a look; the others are not remembered. */
  private readonly harmless = new BoundedMap<string, true>(KEPT);

  /**
   * @param masks names of rules that come with the package, and the application's own
   * @throws ConfigurationError `MASK_INVALID`
   */
  constructor(masks: readonly (MaskName | OwnMask)[]) {
    if (!Array.isArray(masks)) throw invalid('it is no list');
    const own = masks.filter((mask): mask is OwnMask => typeof mask !== 'string');
    const names: readonly string[] = masks.filter((mask) => typeof mask === 'string');
    const unknown = names.find((name) => !Object.hasOwn(BUILT_IN, name));
    if (unknown !== undefined) throw invalid(`there is no rule ${JSON.stringify(unknown)}`);
    this.own = ownMasks(own, MASK_NAMES);
    this.rules = MASK_NAMES.filter((name) => names.includes(name)).map((name) => BUILT_IN[name]);
  }

  /** A text with every find replaced; as it was where there is none. */
  text(text: string): string {
    return this.mask(text, (masked) => masked);
  }

  /** A path likewise; what is around a find is percent-encoded as in a URL. */
  path(path: string): string {
    return this.mask(path, (masked) => encodeURI(masked));
  }

  private mask(text: string, write: (masked: string) => string): string {
    if (text === '' || this.harmless.get(text)) return text;
    const plain = plainForm(text);
    const masked = this.byRules(this.own(plain));
    if (masked !== plain) return write(masked.replace(HALVES, ''));
    if (text.length <= LONGEST_KEPT) this.harmless.set(text, true);
    return text;
  }

  private byRules(text: string): string {
    let masked = text;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = masked;
      masked = this.rules.reduce((found, rule) => rule(found), before);
      if (masked === before) break;
    }
    return masked;
  }
}

const invalid = (what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'MASK_INVALID',
    what,
    where: 'AnalyticsModule option "mask"',
    remedy: `list ${MASK_NAMES.join(', ')}, or { name, pattern } for a rule of your own`,
  });
