import { ConfigurationError } from '@nest-privacy/core';
import { knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { isLinkTarget } from '../notice/content/link-target.js';
import { type ConsentSurfaceOptions, type SurfaceConfig } from './surface.options.js';

const OPTIONS: OptionNames<Required<ConsentSurfaceOptions>> = {
  consentPath: true,
  choicesPath: true,
  eventsPath: true,
};
const WHERE = 'ConsentModule option "surface"';

/**
 * Checks where pages lead to.
 *
 * @param consentUrl the module's option of that name, as it was given
 * @throws ConfigurationError `CONSENT_SURFACE_PATH_INVALID`
 */
export function resolveSurface(options: ConsentSurfaceOptions = {}, consentUrl?: string): SurfaceConfig {
  const given = knownOptions(WHERE, options, OPTIONS);
  return {
    consentPath: pathOf(given, 'consentPath'),
    choicesPath: pathOf(given, 'choicesPath') ?? (isPathOf('choicesPath', consentUrl) ? consentUrl : null),
    eventsPath: pathOf(given, 'eventsPath'),
  };
}

function pathOf(given: ConsentSurfaceOptions, option: keyof ConsentSurfaceOptions): string | null {
  const path = given[option];
  if (path === undefined) return null;
  if (isPathOf(option, path)) return option === 'consentPath' ? path.replace(/\/+$/, '') : path;
  throw new ConfigurationError({
    code: 'CONSENT_SURFACE_PATH_INVALID',
    what: `${JSON.stringify(path)} leads nowhere`,
    where: `${WHERE}, "${option}"`,
    remedy:
      'give a path that begins with "/", or an http(s) URL; without a query, for what is sent along stands there, and not "/" for "consentPath", for there are further paths beneath it',
  });
}

/** Beneath the routes of consent there are further paths, beneath the root they would lead to another host; and a form that is sent by GET replaces the query of where it leads. */
function isPathOf(option: keyof ConsentSurfaceOptions, path: unknown): path is string {
  if (!isLinkTarget(path) || (option === 'consentPath' && path === '/')) return false;
  return !/[?#]/.test(option === 'choicesPath' ? path.replace(/#.*$/, '') : path);
}
