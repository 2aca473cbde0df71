import { REDIS_OUTAGES } from '../setup/own-redis.js';
import { describeRedisOutages } from './redis-outage.suite.js';

describeRedisOutages(REDIS_OUTAGES.slice(1));
