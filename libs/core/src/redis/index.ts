export { REDIS_OPTIONS } from './redis.module-definition.js';
export { RedisModule } from './redis.module.js';
export { type RedisModuleOptions } from './redis.options.js';
