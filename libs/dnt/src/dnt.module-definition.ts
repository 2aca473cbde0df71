import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { applyExtras, MODULE_EXTRAS } from '@nest-privacy/core/kit';
import { type DntModuleExtras, type DntModuleOptions } from './dnt.options.js';

/** Injection token of the options as they were given. */
export const DNT_OPTIONS = Symbol.for('@nest-privacy/dnt:Options');

/** Injection token of the extra `routes`. */
export const DNT_ROUTES = Symbol.for('@nest-privacy/dnt:Routes');

const EXTRAS: DntModuleExtras = { ...MODULE_EXTRAS, routes: 'mounted' };

function applyDntExtras(definition: DynamicModule, extras: DntModuleExtras): DynamicModule {
  const applied = applyExtras(definition, extras);
  const routes = { provide: DNT_ROUTES, useValue: extras.routes };
  return { ...applied, providers: [...(applied.providers ?? []), routes] };
}

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<DntModuleOptions>({ optionsInjectionToken: DNT_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createDntOptions')
    .setExtras(EXTRAS, applyDntExtras)
    .build();
