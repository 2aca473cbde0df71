import { givenOptions, nearestName, unknownOption } from '@nest-privacy/core/kit';
import { type DntModuleExtras, type DntModuleOptions } from '../dnt.options.js';
import { type StatusRule } from '../status/decide-status.js';
import { STATUS_ID } from '../status/tracking-status-value.js';
import { type DntConfig, derivedDefinitions, type StatusDefinition } from '../dnt.config.js';
import { dntFault, flag, oneOf, shown } from './dnt-fault.js';
import { gpcConfig } from './gpc-config.js';
import { resolveLegacySite } from './legacy-site.js';
import { OPTION_NAMES, ownExtensions } from './own-extensions.js';
import { checkedSpecificStatus, checkedStatus } from './status-definition.js';
import { checkedMembers } from './status-members.js';

type Given = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function resolveSite(options: Given): StatusDefinition {
  const members = checkedMembers('', options, { ...ownExtensions(options), ...(options['extensions'] as object) });
  return checkedStatus('tracking', { tracking: (options['tracking'] ?? 'auto') as string, members });
}

function resolveStatus(id: string, given: unknown, site: Given): StatusDefinition {
  const option = `statuses[${shown(id)}]`;
  if (!STATUS_ID.test(id))
    throw dntFault(
      'DNT_STATUS_ID_INVALID',
      option,
      `${shown(id)} is not a status-id`,
      'use 1 to 128 letters, digits and _ - + = / (W3C TPE section 7.3.2)',
    );
  if (!isGiven(given))
    throw dntFault(
      'DNT_STATUS_INVALID',
      option,
      `${shown(given)} is not a status`,
      'give { tracking: "T" } or the like',
    );
  const { extensions, tracking = 'auto', ...members } = given;
  const merged = checkedMembers(
    `${option}.`,
    { ...site, ...members },
    { ...ownExtensions(members), ...(extensions as object) },
  );
  return checkedSpecificStatus(`${option}.tracking`, { tracking: tracking as string, members: merged });
}

function resolveStatuses(options: Given, site: StatusDefinition): ReadonlyMap<string, StatusDefinition> {
  const given = options['statuses'] ?? {};
  if (!isGiven(given))
    throw dntFault(
      'DNT_STATUS_INVALID',
      'statuses',
      `${shown(given)} is not an object`,
      'give an object of statuses by status-id',
    );
  return new Map(Object.entries(given).map(([id, status]) => [id, resolveStatus(id, status, site.members)]));
}

function checkTogether(config: DntConfig): void {
  const { site, statuses, defaultStatus, disregard, headers } = config;
  if (defaultStatus !== undefined && !statuses.has(defaultStatus))
    throw dntFault(
      'DNT_STATUS_UNKNOWN',
      'defaultStatus',
      `${shown(defaultStatus)} is not in "statuses"`,
      'register the status, or correct the id',
    );
  if (disregard && site.members['policy'] === undefined)
    throw dntFault(
      'DNT_MEMBER_MISSING',
      'disregard',
      'DNT is disregarded and there is no "policy"',
      'give the privacy policy that states when (W3C TPE section 7.2.9)',
    );
  if (headers === 'intercepted' && (site.tracking === '?' || site.tracking === 'G'))
    throw dntFault(
      'DNT_HEADERS_INCOMPLETE',
      'headers',
      `the site-wide value ${shown(site.tracking)} requires Tk on every response`,
      'use "every-response" (W3C TPE section 7.2.3)',
    );
}

function effPolicyOf(text: DntModuleOptions['effPolicy']): Buffer | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' || text instanceof Uint8Array) return Buffer.from(text as string);
  throw dntFault(
    'DNT_OPTION_INVALID',
    'effPolicy',
    `${shown(text)} is not a text`,
    'give the text of the policy, byte for byte',
  );
}

function functionOf<T>(option: string, value: T, member?: keyof NonNullable<T>): T {
  const called: unknown = member === undefined || value === undefined || value === null ? value : value[member];
  if (value === undefined || typeof called === 'function') return value;
  throw dntFault('DNT_OPTION_INVALID', option, `${shown(value)} cannot be called`, 'give a function, or leave it out');
}

/** A name that is near an option's is one that was misspelt, whatever regime might define it as an extension. */
function refuseMisspelt(options: Given): void {
  const names = [...OPTION_NAMES];
  const misspelt = Object.keys(ownExtensions(options)).find((name) => nearestName(name, names) !== undefined);
  if (misspelt !== undefined) throw unknownOption('DntModule', misspelt, names);
}

/**
 * Checks the options and fills in the defaults.
 *
 * @param routes the module's extra of that name. Default: `mounted`
 * @throws ConfigurationError that says what is wrong, where, the remedy and the section it follows from
 */
export function resolveDntOptions(raw: DntModuleOptions, routes?: DntModuleExtras['routes']): DntConfig {
  const options = givenOptions('DntModule', raw) as Given;
  refuseMisspelt(options);
  const mode = oneOf('mode', raw.mode, ['spec', 'legacy']);
  const site = mode === 'legacy' ? resolveLegacySite(options) : resolveSite(options);
  const { effect, statement } = gpcConfig(raw.gpc);
  const rule: StatusRule = {
    whenUnset: oneOf('whenUnset', raw.whenUnset, ['T', 'N']),
    gpcCounts: mode === 'spec' && effect === 'opt-out',
  };
  const config: DntConfig = {
    mode,
    site,
    statuses: resolveStatuses(options, site),
    defaultStatus: raw.defaultStatus,
    rule,
    gpcEffect: effect,
    gpcStatement: statement,
    echo: flag('echo', raw.echo, true),
    honours: flag('honours', raw.honours, false),
    disregard: functionOf('disregard', raw.disregard),
    effPolicy: effPolicyOf(raw.effPolicy),
    headers: oneOf('headers', raw.headers, ['every-response', 'intercepted']),
    routes: oneOf('routes', routes, ['mounted', 'none']),
    onOptOutSignal: functionOf(
      'onOptOutSignal',
      functionOf('onOptOutSignal', raw.onOptOutSignal, 'sessionOf'),
      'handle',
    ),
  };
  checkTogether(config);
  return config;
}

/** The response fields the answer depends on, for `Vary`. */
export function varyOf(config: DntConfig): readonly string[] {
  if (config.mode === 'legacy') return [];
  const auto = derivedDefinitions(config).length > 0;
  return [
    ...(auto || config.echo ? ['DNT'] : []),
    ...(auto && config.rule.gpcCounts ? ['Sec-GPC'] : []),
    ...(auto && config.disregard ? ['User-Agent'] : []),
  ];
}
