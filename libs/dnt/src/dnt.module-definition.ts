import { ConfigurableModuleBuilder } from '@nestjs/common';
import { applyExtras, MODULE_EXTRAS } from '@nest-privacy/core/kit';
import { type DntModuleOptions } from './dnt.options.js';

/** Injection token of the options as they were given. */
export const DNT_OPTIONS = Symbol.for('@nest-privacy/dnt:Options');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<DntModuleOptions>({ optionsInjectionToken: DNT_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createDntOptions')
    .setExtras(MODULE_EXTRAS, applyExtras)
    .build();
