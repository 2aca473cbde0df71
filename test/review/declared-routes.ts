import { type INestApplication, RequestMethod, type Type } from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type ConsentRequirement, requirementsOf } from '@nest-privacy/consent';
import { modulePathOf, pathsOf } from '../../libs/core/src/request/route-path.js';

const SCOPE = '@nest-privacy/core:require-scope';

const consentOf = (requirements: readonly ConsentRequirement[]): string =>
  requirements
    .map(({ categories, mode }) => `consent ${categories.join(' and ')}${mode === 'deny' ? '' : `, else ${mode}`}`)
    .join('; ');

/** What a route asks of who comes, in words; what asks nothing, says so. */
function declared(controller: Type, handler: object): string {
  const scope: unknown = Reflect.getMetadata(SCOPE, handler) ?? Reflect.getMetadata(SCOPE, controller);
  const parts = [consentOf(requirementsOf(handler, controller)), typeof scope === 'string' ? `scope ${scope}` : ''];
  return parts.filter((part) => part !== '').join('; ') || 'nothing declared';
}

/** Every route that the controllers of an application answer, in order, each with the consent and the scope that it declares. */
export function declaredRoutes(app: INestApplication): readonly string[] {
  const config = app.get(ApplicationConfig);
  const scanner = app.get(MetadataScanner, { strict: false });
  const { applicationId } = app.get(ModulesContainer);
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype, host }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      const place = modulePathOf(host?.metatype, applicationId);
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        return pathsOf(controller, handler, place, method, config).map(
          (path) => `${path} ${RequestMethod[method]}: ${declared(controller, handler)}`,
        );
      });
    })
    .toSorted();
}
