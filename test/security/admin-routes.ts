import { RequestMethod, type Type } from '@nestjs/common';
import { AnalyticsModule } from '@nest-privacy/analytics';
import { ConsentModule } from '@nest-privacy/consent';
import { RightsModule } from '@nest-privacy/rights';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';
import { AdminModule } from '../../apps/sample-api/src/admin/admin.module.js';

/** A route beneath `/admin`, as its decorators declare it. */
export interface AdminRoute {
  readonly method: string;
  readonly path: string;
  readonly scope: string;
}

const SCOPE = '@nest-privacy/core:require-scope';
const SECRETS = ['a-secret-for-the-tests-only-0123456789'];

/** The controllers of everything that has some: what a module declares, and what it is given when it is made. */
const controllers = (): Type[] => [
  ...(Reflect.getMetadata('controllers', AdminModule) as Type[]),
  ...[
    AnalyticsModule.forRoot({ secrets: SECRETS }),
    ConsentModule.forRoot({ secrets: SECRETS }),
    RightsModule.forRoot({ secrets: SECRETS }),
    TrackingItemsModule.forRoot({}),
  ].flatMap(({ module, controllers: given = [] }) => [
    ...given,
    ...((Reflect.getMetadata('controllers', module) as Type[] | undefined) ?? []),
  ]),
];

function routesOf(controller: Type): AdminRoute[] {
  const prefix = Reflect.getMetadata('path', controller) as string;
  return Object.values(Object.getOwnPropertyDescriptors(controller.prototype as object)).flatMap(({ value }) => {
    const handler = value as object;
    const method =
      typeof handler === 'function' ? (Reflect.getMetadata('method', handler) as number | undefined) : undefined;
    if (method === undefined) return [];
    const own = Reflect.getMetadata('path', handler) as string;
    const path = `/${[prefix, own]
      .map((part) => part.replaceAll(/^\/|\/$/g, ''))
      .filter((part) => part !== '')
      .join('/')}`;
    const scope = (Reflect.getMetadata(SCOPE, handler) ?? Reflect.getMetadata(SCOPE, controller)) as string;
    return [{ method: RequestMethod[method]!, path, scope }];
  });
}

/** Every admin route of the sample application, read off the code, so that none that is added later is forgotten. */
export const adminRoutes = (): readonly AdminRoute[] =>
  [...new Set(controllers())].flatMap(routesOf).filter(({ path }) => path.startsWith('/admin'));
