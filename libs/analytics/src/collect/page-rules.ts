import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteMap } from '@nest-privacy/core/kit';
import { PAGE_METADATA, type PageDescription } from '../decorators/page-metadata.js';

/** What the decorators say of a route: a page, never to be tracked (by {@link NoTrack} or core's `NoPage`), or nothing. */
export type PageRule = PageDescription | 'untracked' | 'undeclared';

/** Reads the decorators of routes, once per route. */
@Injectable()
export class PageRules {
  private readonly known = new Map<string, PageRule>();

  constructor(
    private readonly routes: RouteMap,
    private readonly reflector: Reflector,
  ) {}

  /** @param template of a GET route, as `routeOf` of core gives it */
  of(template: string | undefined): PageRule {
    if (template === undefined) return 'undeclared';
    let rule = this.known.get(template);
    if (rule === undefined) this.known.set(template, (rule = this.read(template)));
    return rule;
  }

  private read(template: string): PageRule {
    const route = this.routes.find('GET', template);
    if (!route) return 'undeclared';
    const declared = this.reflector.getAllAndOverride(PAGE_METADATA, [route.handler, route.controller]) as
      PageDescription | false | undefined;
    if (declared === false || (declared === undefined && !route.isPage)) return 'untracked';
    return declared ?? 'undeclared';
  }
}
