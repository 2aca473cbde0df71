import { ConfigurableModuleBuilder } from '@nestjs/common';
import { applyExtras, MODULE_EXTRAS } from '../module-extras.js';
import { type RedisModuleOptions } from './redis.options.js';

/** Injection token of the options as they were given. */
export const REDIS_OPTIONS = Symbol.for('@nest-privacy/core/redis:Options');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<RedisModuleOptions>({ optionsInjectionToken: REDIS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createRedisOptions')
    .setExtras(MODULE_EXTRAS, applyExtras)
    .build();
