import { type DynamicModule, type Provider } from '@nestjs/common';

/** What every module of the suite takes beside its options, in `forRoot` and `forRootAsync` alike. */
export interface ModuleExtras {
  /** Makes the module's exports available everywhere. @default false; true for CoreModule */
  readonly isGlobal?: boolean;
  /** Further providers of the module, for example an implementation of one of its ports. @default none */
  readonly extraProviders?: Provider[];
}

/** The defaults, for `ConfigurableModuleBuilder.setExtras`. */
export const MODULE_EXTRAS: ModuleExtras = { isGlobal: false, extraProviders: [] };

/** How the extras take effect, for `ConfigurableModuleBuilder.setExtras`. */
export const applyExtras = (definition: DynamicModule, extras: ModuleExtras): DynamicModule => ({
  ...definition,
  global: extras.isGlobal ?? false,
  providers: [...(definition.providers ?? []), ...(extras.extraProviders ?? [])],
});
