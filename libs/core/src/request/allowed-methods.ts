import { Injectable } from '@nestjs/common';
import { RouteMap } from './route-map.js';

interface Resource {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a template matches: a parameter is one segment. */
const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.split(/:\w+/).map(literally).join('[^/]+')}/?$`);

/** Knows which methods a path has, for whoever asks for another one. A route for every path says nothing of a single one. */
@Injectable()
export class AllowedMethods {
  private resources: readonly Resource[] | undefined;

  constructor(private readonly routes: RouteMap) {}

  /**
   * @param path without query
   * @returns in the order of `Allow`; empty when no controller answers the path
   */
  of(path: string): string[] {
    this.resources ??= this.collect();
    const methods = new Set(
      this.resources.flatMap(({ pattern, methods: own }) => (pattern.test(path) ? [...own] : [])),
    );
    // Both frameworks answer HEAD by the handler of GET (RFC 9110, section 9.3.2).
    if (methods.has('GET')) methods.add('HEAD');
    return [...methods].sort();
  }

  private collect(): Resource[] {
    const byTemplate = new Map<string, Set<string>>();
    for (const { method, paths } of this.routes.routes()) {
      for (const path of paths.filter((each) => !each.includes('*'))) {
        byTemplate.set(path, (byTemplate.get(path) ?? new Set()).add(method));
      }
    }
    return [...byTemplate].map(([template, methods]) => ({ pattern: patternOf(template), methods }));
  }
}
