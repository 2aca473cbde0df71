import { type RequestView } from './request-view.js';

/** What the router made of a request. */
export interface Route {
  /** The template, such as `/articles/:slug`; `undefined` when no route matched. */
  readonly template: string | undefined;
}

/** Fastify's request, hung on the raw one by {@link RouteMap}. */
export const FASTIFY_REQUEST = Symbol.for('@nest-privacy/core:fastify-request');

interface RoutedRequest {
  readonly [FASTIFY_REQUEST]?: {
    readonly is404?: boolean;
    readonly routeOptions?: { readonly url?: string | undefined };
  };
  /** Express' own: the matched layer, and the mount path of its router. */
  readonly route?: { readonly path?: unknown };
  readonly baseUrl?: string;
}

/** The route of a request; complete once the router has run, so ask when the response finishes. */
export function routeOf(view: RequestView): Route {
  const { [FASTIFY_REQUEST]: fastify, route, baseUrl = '' } = view.raw as RoutedRequest;
  if (fastify) return { template: fastify.is404 === true ? undefined : fastify.routeOptions?.url };
  return { template: typeof route?.path === 'string' ? baseUrl + route.path : undefined };
}
