import { ConfigurableModuleBuilder } from '@nestjs/common';
import { type CoreModuleOptions } from './core.options.js';
import { MODULE_EXTRAS, applyExtras } from './module-extras.js';

/** Injection token of the options as they were given. */
export const CORE_OPTIONS = Symbol.for('@nest-privacy/core:Options');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<CoreModuleOptions>({
    optionsInjectionToken: CORE_OPTIONS,
  })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createCoreOptions')
    .setExtras({ ...MODULE_EXTRAS, isGlobal: true }, applyExtras)
    .build();
