import { type DynamicModule, type Provider, type Type } from '@nestjs/common';

/** What every module of the suite takes beside its options, in `forRoot` and `forRootAsync` alike. */
export interface ModuleExtras {
  /** Makes the module's exports available everywhere. @default false; true for CoreModule */
  readonly isGlobal?: boolean | undefined;
  /** Further providers of the module, for example an implementation of one of its ports. @default none */
  readonly extraProviders?: Provider[] | undefined;
}

/** What every module with routes takes as well. */
export interface RouteExtras {
  /** Whether the module's controllers are registered. @default 'mounted' */
  readonly routes?: 'mounted' | 'none' | undefined;
  /**
   * Class decorators that stand above each of the module's controllers, such as the `@Public()` of an application whose guard asks everybody to log in. @default none
   */
  readonly decorators?: readonly ClassDecorator[] | undefined;
}

/** The defaults, for `ConfigurableModuleBuilder.setExtras`. */
export const MODULE_EXTRAS: ModuleExtras = { isGlobal: false, extraProviders: [] };

/** The defaults of a module with routes. */
export const ROUTE_EXTRAS: RouteExtras = { routes: 'mounted', decorators: [] };

/** How the extras take effect, for `ConfigurableModuleBuilder.setExtras`. */
export const applyExtras = (definition: DynamicModule, extras: ModuleExtras): DynamicModule => ({
  ...definition,
  global: extras.isGlobal ?? false,
  providers: [...(definition.providers ?? []), ...(extras.extraProviders ?? [])],
});

/**
 * The controllers that a module registers. Decorated ones are classes of their own that extend the others, for one package may serve two applications in one
 * process.
 */
export function controllersOf({ routes, decorators = [] }: RouteExtras, controllers: readonly Type[]): Type[] {
  if (routes === 'none') return [];
  return decorators.length === 0
    ? [...controllers]
    : controllers.map((controller) => decorated(controller, decorators));
}

function decorated(controller: Type, decorators: readonly ClassDecorator[]): Type {
  const own = class extends controller {};
  Object.defineProperty(own, 'name', { value: controller.name });
  return Reflect.decorate([...decorators], own) as Type;
}
