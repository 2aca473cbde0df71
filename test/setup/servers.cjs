const { startPostgres } = require('./postgres.cjs');
const { startRedis } = require('./redis.cjs');

/** Finds or starts the servers that the tests of storage and queues need, and tells the tests where they are. */
module.exports = async () => {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  process.env.TEST_PG_URL = postgres.url;
  process.env.TEST_REDIS_URL = redis.url;
  globalThis.__STOP_TEST_SERVERS__ = () => Promise.all([postgres.stop(), redis.stop()]);
};
