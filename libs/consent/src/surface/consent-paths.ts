import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationError } from '@nest-privacy/core';
import { RouteMap } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { takesDecisions } from '../http/takes-decisions.decorator.js';
import { type PageSettings } from './page-settings.js';

const WHERE = 'ConsentModule option "surface"';

/** Knows where pages lead to: what the options say, and otherwise where the routes really are. */
@Injectable()
export class ConsentPaths {
  private found: PageSettings['paths'] | undefined;
  private url: string | undefined;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(RouteMap) private readonly routes: Pick<RouteMap, 'routes'>,
  ) {}

  /**
   * The paths that pages are told; to be asked once the application has its prefix and versions.
   *
   * @throws ConfigurationError `CONSENT_SURFACE_PATH_UNKNOWN` where neither options nor routes tell
   */
  all(): PageSettings['paths'] {
    return (this.found ??= this.find());
  }

  /** Where consent can be given, for whoever is refused; `/consent` where this application has no such route. To be asked as {@link all}. */
  consentUrl(): string {
    return (this.url ??= this.config.consentUrl ?? this.consentPath() ?? '/consent');
  }

  private find(): PageSettings['paths'] {
    const { choicesPath, eventsPath } = this.config.surface;
    return {
      consent: this.consentPath() ?? unknown('consentPath', 'no route of this application takes decisions there'),
      events: eventsPath,
      choices: choicesPath ?? unknown('choicesPath', 'nothing says which page has all choices'),
    };
  }

  private consentPath(): string | undefined {
    return this.config.surface.consentPath ?? this.route();
  }

  /** Of several paths the first that is one: a parameter in it, of a prefix, only the application can fill, and what is appended to the root is a host. */
  private route(): string | undefined {
    return this.routes
      .routes()
      .filter(({ controller, name, method }) => takesDecisions(controller) && name === 'decide' && method === 'POST')
      .flatMap(({ paths }) => paths)
      .find((path) => path !== '/' && !/[:*{]/.test(path));
  }
}

const unknown = (option: string, what: string): never => {
  throw new ConfigurationError({
    code: 'CONSENT_SURFACE_PATH_UNKNOWN',
    what: `pages with the notice cannot be written: ${what}`,
    where: `${WHERE}, "${option}"`,
    remedy: `give "${option}": a path of the site that begins with "/", or an http(s) URL`,
  });
};
