import { ConfigurableModuleBuilder } from '@nestjs/common';
import { applyExtras, MODULE_EXTRAS } from '../module-extras.js';
import { type MmdbModuleOptions } from './mmdb.options.js';

/** Injection token of the options as they were given. */
export const MMDB_OPTIONS = Symbol.for('@nest-privacy/core/geo:Options');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<MmdbModuleOptions>({ optionsInjectionToken: MMDB_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createMmdbOptions')
    .setExtras(MODULE_EXTRAS, applyExtras)
    .build();
