import { ConfigurationError, hours, type RateLimit, seconds } from '@nest-privacy/core';
import {
  checkSecrets,
  isTimeZoneName,
  knownOptions,
  type OptionNames,
  originOf,
  TimeZone,
} from '@nest-privacy/core/kit';
import { SealingKey } from '@nest-privacy/core/sealing';
import { DEADLINES, type RightsDeadlines, type Term } from '../requests/deadlines.js';
import { type RightsConfig } from '../rights.config.js';
import { type RightsModuleOptions } from '../rights.options.js';
import { AUDIT_KEY_PURPOSE } from '../seal/audit-seals.js';

const OPTIONS: OptionNames<Required<RightsModuleOptions>> = {
  secrets: true,
  encryptionKeys: true,
  sealKeys: true,
  anchors: true,
  reasons: true,
  deadlines: true,
  timeZone: true,
  approval: true,
  allowedOrigins: true,
  rateLimit: true,
  secondLook: true,
  erasures: true,
};

/** Longer than what is in a buffer or a queue is on its way. */
const LONGEST_SECOND_LOOK = hours(24);
const LONGEST_TERM = 400;

const fault = (code: string, option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code, what, where: `RightsModule option "${option}"`, remedy });

function oneOf<T extends string>(option: string, given: T, known: readonly T[]): T {
  if (known.includes(given)) return given;
  throw fault('RIGHTS_CHOICE_INVALID', option, `${JSON.stringify(given)} is none`, `use one of ${known.join(', ')}`);
}

function whole(option: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw fault(
    'RIGHTS_NUMBER_INVALID',
    option,
    `${String(value)} is not usable`,
    `give a whole number from ${least} to ${most}`,
  );
}

function termOf(option: string, { days = 0, months = 0 }: Term): Term {
  whole(option, days, 0, LONGEST_TERM);
  whole(option, months, 0, LONGEST_TERM);
  whole(option, days + months, 1, LONGEST_TERM);
  return { days, months };
}

function deadlinesOf({ deadlines = 'gdpr' }: RightsModuleOptions): RightsDeadlines {
  if (typeof deadlines === 'string') return DEADLINES[oneOf('deadlines', deadlines, ['gdpr', 'cpra'])];
  const { answer, extension } = deadlines;
  return { answer: termOf('deadlines', answer), extension: termOf('deadlines', extension) };
}

function zoneOf({ timeZone = 'UTC' }: RightsModuleOptions): TimeZone {
  if (isTimeZoneName(timeZone)) return new TimeZone(timeZone);
  throw fault(
    'RIGHTS_TIME_ZONE_UNKNOWN',
    'timeZone',
    `${JSON.stringify(timeZone)} is not the name of a time zone`,
    'give an IANA name such as Europe/Berlin',
  );
}

function originsOf({ allowedOrigins = [] }: RightsModuleOptions): readonly string[] {
  return allowedOrigins.map((text) => {
    const origin = originOf(text);
    if (origin !== undefined) return origin;
    throw fault(
      'RIGHTS_ORIGIN_INVALID',
      'allowedOrigins',
      `${JSON.stringify(text)} is not an origin`,
      'write scheme, host and port only, such as https://www.example.com',
    );
  });
}

function rateOf({ rateLimit = { most: 10, per: hours(1) } }: RightsModuleOptions): RateLimit | 'off' {
  if (typeof rateLimit === 'string') return oneOf<'off'>('rateLimit', rateLimit, ['off']);
  const { most, per } = rateLimit;
  return {
    most: whole('rateLimit', most, 1, 1_000_000),
    per: whole('rateLimit', per, 1, hours(24)),
  };
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ConfigurationError where one is not usable
 */
export function resolveRightsOptions(given: RightsModuleOptions): RightsConfig {
  const options = knownOptions('RightsModule', given, OPTIONS);
  const { secrets, reasons = 'optional', approval = 'automatic', erasures = 'run' } = options;
  const { encryptionKeys = secrets, sealKeys = secrets, secondLook = seconds(3) } = options;
  checkSecrets(secrets, 'RightsModule option "secrets"');
  checkSecrets(encryptionKeys, 'RightsModule option "encryptionKeys"');
  checkSecrets(sealKeys, 'RightsModule option "sealKeys"');
  return {
    secrets,
    encryptionKeys,
    sealKeys: sealKeys.map((key) => new SealingKey(key, AUDIT_KEY_PURPOSE)),
    anchors: options.anchors ?? [],
    reasons: oneOf('reasons', reasons, ['optional', 'required']),
    deadlines: deadlinesOf(options),
    timeZone: zoneOf(options),
    approval: oneOf('approval', approval, ['automatic', 'administrator']),
    allowedOrigins: originsOf(options),
    rateLimit: rateOf(options),
    secondLook: whole('secondLook', secondLook, 0, LONGEST_SECOND_LOOK),
    erasures: oneOf('erasures', erasures, ['run', 'leave']),
  };
}
