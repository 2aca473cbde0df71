import { RequestMethod, type Type, VERSION_NEUTRAL, VersioningType } from '@nestjs/common';
import { type ApplicationConfig } from '@nestjs/core';

/** Nest's documented decorators leave their values under these keys. */
const PATH = 'path';
const VERSION = '__version__';
const MODULE_PATH = '__module_path__';

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value ?? '']).map(String);

/** Joins parts into one path with single slashes, beginning with one and ending with none. */
export const joinPath = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;

function versionParts(controller: Type, handler: object, config: ApplicationConfig): string[] {
  const versioning = config.getVersioning();
  if (versioning?.type !== VersioningType.URI) return [''];
  const declared = (Reflect.getMetadata(VERSION, handler) ??
    Reflect.getMetadata(VERSION, controller) ??
    versioning.defaultVersion) as unknown;
  if (declared === undefined) return [''];
  const prefix = versioning.prefix === false ? '' : (versioning.prefix ?? 'v');
  return (Array.isArray(declared) ? declared : [declared]).map((version) =>
    version === VERSION_NEUTRAL ? '' : `${prefix}${String(version)}`,
  );
}

/**
 * Where `RouterModule` has put a module.
 *
 * @param application id of the application: another one of the same process may have the module elsewhere
 */
export function modulePathOf(module: unknown, application: string): string {
  if (typeof module !== 'function') return '';
  const path: unknown =
    Reflect.getMetadata(MODULE_PATH + application, module) ?? Reflect.getMetadata(MODULE_PATH, module);
  return typeof path === 'string' ? path : '';
}

/** Whether the application leaves the global prefix off a route, which it names without its version. */
const isBare = (path: string, method: RequestMethod, config: ApplicationConfig): boolean =>
  (config.getGlobalPrefixOptions().exclude ?? []).some(
    ({ requestMethod, pathRegex }) =>
      (requestMethod === method || requestMethod === RequestMethod.ALL || (requestMethod as number) === -1) &&
      pathRegex.test(path),
  );

/**
 * Every path at which a handler can be reached.
 *
 * @param modulePath as {@link modulePathOf} tells it
 */
export function pathsOf(
  controller: Type,
  handler: object,
  modulePath: string,
  method: RequestMethod,
  config: ApplicationConfig,
): string[] {
  const prefix = config.getGlobalPrefix();
  return listOf(Reflect.getMetadata(PATH, controller)).flatMap((base) =>
    listOf(Reflect.getMetadata(PATH, handler)).flatMap((own) =>
      versionParts(controller, handler, config).map((version) => {
        const path = joinPath(modulePath, base, own);
        const isPrefixed = prefix !== '' && !isBare(path, method, config);
        return joinPath(isPrefixed ? prefix : '', version, path);
      }),
    ),
  );
}
