import { ConfigurationError } from '@nest-privacy/core';
import { knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { type ClientModuleOptions } from './client.options.js';

/** The options, complete and checked. */
export interface ClientConfig {
  readonly path: string;
  readonly publicUrl: string;
}

/** Injection token of {@link ClientConfig}. */
export const CLIENT_CONFIG = Symbol.for('@nest-privacy/client:Config');

const OPTIONS: OptionNames<Required<ClientModuleOptions>> = { path: true, publicUrl: true };

/** Segments of characters that need no escape; none of them is `.` or `..`. */
const PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/;
const URL_OF_FOLDER = /^https?:\/\/[^\s"'<>?#]+[^\s"'<>?#/]$/;

function check(holds: boolean, code: string, option: keyof ClientModuleOptions, what: string, remedy: string): void {
  if (!holds) throw new ConfigurationError({ code, what, where: `ClientModule option "${option}"`, remedy });
}

/**
 * Fills in the defaults.
 *
 * @throws ConfigurationError naming the option that is wrong, and the remedy
 */
export function resolveClientOptions(given: ClientModuleOptions): ClientConfig {
  const options = knownOptions('ClientModule', given, OPTIONS);
  const path = options.path ?? '/np';
  const publicUrl = options.publicUrl ?? path;
  check(
    PATH.test(path),
    'CLIENT_PATH_INVALID',
    'path',
    `${JSON.stringify(path)} is not the path of a folder`,
    'begin with "/", end without it, and use letters, digits, "-", ".", "_" and "~", such as /np',
  );
  check(
    PATH.test(publicUrl) || (URL_OF_FOLDER.test(publicUrl) && URL.canParse(publicUrl)),
    'CLIENT_PUBLIC_URL_INVALID',
    'publicUrl',
    `${JSON.stringify(publicUrl)} is neither the path nor the http(s) URL of a folder`,
    'write it without "/" at its end, without query and fragment, such as https://cdn.example/np',
  );
  return { path, publicUrl };
}
