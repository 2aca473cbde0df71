export { RedisModule } from './redis.module.js';
export { type RedisModuleOptions } from './redis.options.js';
