import { type AudienceMeasurementFacts, ConfigurationError, days } from '@nest-privacy/core';
import { type PresetRule } from './policy-rule.js';
import { PRESET_RULES } from './presets.js';

/** Months are counted at their shortest. */
const THIRTEEN_MONTHS = days(393);
const TWENTY_FIVE_MONTHS = days(758);

/** What the operator of an audience measurement vouches for, because no program can see it. */
export interface CnilAudienceMeasurement {
  /** The figures serve the site's own measurement alone, and nobody else's. */
  readonly ownPurposeOnly: true;
  /** Visitors are told of it in the notice or the privacy policy. */
  readonly visitorsInformed: true;
  /** They can object on the site: a refusal of STATISTICS, which then holds. */
  readonly visitorsCanObject: true;
  /** Milliseconds after which what was collected is deleted; 25 months at most. */
  readonly retention: number;
  /** For an audience measurement that is not the one of this suite. @default what `AnalyticsModule` tells by the port of core */
  readonly facts?: AudienceMeasurementFacts | undefined;
}

/** The rule that holds in France once the conditions are met. */
export const CNIL_RULE: PresetRule = {
  ...PRESET_RULES.find(({ id }) => id === 'eu-eea')!,
  id: 'fr-audience-measurement',
  jurisdiction: 'FR',
  law: 'Loi n° 78-17, art. 82; CNIL, délibération 2020-091, points 50–52: measurement of the audience for the site alone is exempt from consent',
  countries: ['FR', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT'],
  regimes: { STATISTICS: 'notice-only' },
  legalBases: { STATISTICS: 'audience-measurement' },
};

/**
 * Refuses the exemption unless each of its conditions is met.
 *
 * @param facts `undefined` when nobody tells them
 * @throws ConfigurationError `CNIL_CONDITION_UNMET` that names all that are not
 */
export function assertCnilConditions(
  stated: CnilAudienceMeasurement,
  facts: AudienceMeasurementFacts | undefined,
): void {
  const unmet = [
    [facts !== undefined, 'nobody tells how the audience is measured: import AnalyticsModule, or give "facts"'],
    [
      isLifetime(facts?.trackerLifetime),
      'the tracker lives longer than 13 months (393 days), or "trackerLifetime" is not said',
    ],
    [isFalse(facts?.isTrackerRenewed), 'the tracker is renewed by visits, or "isTrackerRenewed" is not said'],
    [isFalse(facts?.isForwarded), 'what is measured is forwarded to others, or "isForwarded" is not said'],
    [isFalse(facts?.isCrossSite), 'visitors are followed from one site to another, or "isCrossSite" is not said'],
    [
      isRetention(stated.retention),
      'what is collected is kept for longer than 25 months (758 days), or it is not said how long',
    ],
    [(stated.ownPurposeOnly as unknown) === true, '"ownPurposeOnly" is not stated'],
    [(stated.visitorsInformed as unknown) === true, '"visitorsInformed" is not stated'],
    [(stated.visitorsCanObject as unknown) === true, '"visitorsCanObject" is not stated'],
  ].flatMap(([isMet, what]) => (isMet ? [] : [what]));
  if (unmet.length === 0) return;
  throw new ConfigurationError({
    code: 'CNIL_CONDITION_UNMET',
    what: unmet.join('; '),
    where: 'ConsentModule option "policy.cnilAudienceMeasurement"',
    remedy:
      'meet every condition of the exemption (docs/policy.md), or leave the option out: visitors from France are asked then',
  });
}

const isRetention = (retention: unknown): boolean =>
  typeof retention === 'number' && retention > 0 && retention <= TWENTY_FIVE_MONTHS;

const isLifetime = (lifetime: unknown): boolean =>
  typeof lifetime === 'number' && lifetime >= 0 && lifetime <= THIRTEEN_MONTHS;

/** What nobody says is no promise. */
const isFalse = (stated: unknown): boolean => stated === false;
