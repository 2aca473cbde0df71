import { type INestApplicationContext } from '@nestjs/common';
import { RouteMap } from '../request/route-map.js';
import { AuditLog } from '../ports/audit-log.js';
import { auditedRoute } from './audited-route.js';
import { type ApiDescription, type OpenApiDocument, type RouteDescription } from './description.js';
import { DocumentWriter } from './document-writer.js';

/** As OpenAPI writes a path. */
const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const isAudited = (app: INestApplicationContext): boolean => {
  try {
    app.get(AuditLog, { strict: false });
    return true;
  } catch {
    return false;
  }
};

/** What a controller that extends another answers is what the other does. */
const extendsOrIs = (controller: { prototype: object }, base: { prototype: object }): boolean =>
  controller.prototype === base.prototype || Object.prototype.isPrototypeOf.call(base.prototype, controller.prototype);

/**
 * Completes the description of one package's routes in a host's OpenAPI document: summaries, parameters, bodies, answers, headers and errors. The routes are found
 * where the application has them, under its global prefix and in each of its versions. What is not mounted, or left out of the document, stays out.
 *
 * @param document what `SwaggerModule.createDocument` returned
 */
export function describeApi(app: INestApplicationContext, document: OpenApiDocument, api: ApiDescription): void {
  const writer = new DocumentWriter(document, api);
  const audited = isAudited(app);
  for (const { controller, name, method, paths } of app.get(RouteMap, { strict: false }).routes()) {
    const described = api.controllers.find((known) => extendsOrIs(controller, known.controller));
    const route = described?.routes[name];
    const known = paths.map(templateOf).filter((path) => writer.has(path, method));
    if (route === undefined) continue;
    for (const path of known) writer.complete(path, method, audited && route.admin ? auditedRoute(route) : route);
  }
  for (const [place, route] of Object.entries<RouteDescription>(api.unrouted ?? {})) {
    const [method, path] = place.split(' ') as [string, string];
    writer.add(path, method, route);
  }
}
