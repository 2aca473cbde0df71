import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { applyExtras, MODULE_EXTRAS } from '@nest-privacy/core/kit';
import { type ClientModuleExtras, type ClientModuleOptions } from './client.options.js';

/** Injection token of the options as they were given. */
export const CLIENT_OPTIONS = Symbol.for('@nest-privacy/client:Options');

/** Injection token of the extra `routes`. */
export const CLIENT_ROUTES = Symbol.for('@nest-privacy/client:Routes');

const EXTRAS: ClientModuleExtras = { ...MODULE_EXTRAS, routes: 'mounted' };

function applyClientExtras(definition: DynamicModule, extras: ClientModuleExtras): DynamicModule {
  const applied = applyExtras(definition, extras);
  const routes = { provide: CLIENT_ROUTES, useValue: extras.routes };
  return { ...applied, providers: [...(applied.providers ?? []), routes] };
}

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<ClientModuleOptions>({ optionsInjectionToken: CLIENT_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createClientOptions')
    .setExtras(EXTRAS, applyClientExtras)
    .build();
