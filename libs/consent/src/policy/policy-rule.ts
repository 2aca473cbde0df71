import { type ConsentCategory, type Regime } from '@nest-privacy/core';
import { type Regimes } from '../decision/consent-terms.js';

/** Why a category may be used: without it the site does not work, the visitor granted it, an exemption of the law, until they object, or as they were told. */
export type LegalBasis = 'necessity' | 'consent' | 'audience-measurement' | 'opt-out' | 'notice';

/** What a law asks of a site that hears `Sec-GPC: 1`, and since which day. */
export interface GpcDuty {
  readonly duty: 'honour' | 'show';
  /** First day on which it holds, in UTC, such as `2026-01-01`. */
  readonly since: string;
}

/** How long answers hold, and how long what was refused is left in peace, in months of the calendar (UTC). */
export interface PolicyMonths {
  readonly granted: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly reaskNotBefore: number;
}

/**
 * One rule of law, as data. Where several name a visitor's country, the first one holds; where it cannot be told which, the strictest of those that may.
 */
export interface PolicyRule {
  /** Stable name, such as `us-ca`. */
  readonly id: string;
  /** What the records call it, such as `US-CA`. */
  readonly jurisdiction: string;
  /** The source of law. */
  readonly law: string;
  /** ISO 3166-1 codes; `elsewhere` are those that no rule names. */
  readonly countries: readonly string[] | 'elsewhere';
  /** ISO 3166-2 codes, where it holds in part of a country. @default the whole of it */
  readonly regions?: readonly string[] | undefined;
  /** Ids of the sites it holds for. @default all */
  readonly sites?: readonly string[] | undefined;
  /** First day on which it holds, in UTC. @default always */
  readonly from?: string | undefined;
  /** First day on which it holds no longer, in UTC. @default never */
  readonly until?: string | undefined;
  /** How `unset` is read. */
  readonly regime: Regime;
  /** Categories in which it is read otherwise. @default none */
  readonly regimes?: Regimes | undefined;
  /** Why categories may be used, where the regime does not say it. @default `consent`, `opt-out` or `notice`, as the regime is */
  readonly legalBases?: Readonly<Partial<Record<ConsentCategory, LegalBasis>>> | undefined;
  readonly months: PolicyMonths;
  /** @default none */
  readonly gpc?: readonly GpcDuty[] | undefined;
}

/** A rule of the suite's own, which says also how far an option may relax it: the laxest regimes that the law knows. */
export interface PresetRule extends PolicyRule {
  /** @default what the rule says */
  readonly permits?: Regimes | undefined;
}

/** Rules as they hold in this process. */
export interface PolicyRules {
  /** Of the presets, and of the application's own where it has any: `2026-11-21` or `2026-11-21+4`. */
  readonly version: string;
  /** SHA-256 over the canonical JSON (RFC 8785) of the rules, hex. */
  readonly sha256: string;
  readonly rules: readonly PolicyRule[];
}

/** How a rule reads `unset` in a category. */
export const ruleRegimeOf = ({ regime, regimes }: PolicyRule, category: ConsentCategory): Regime =>
  regimes?.[category] ?? regime;
