const { findBrowsers } = require('./browsers.cjs');
const { startPgBouncer } = require('./pgbouncer.cjs');
const { startPostgres } = require('./postgres.cjs');
const { startRedis } = require('./redis.cjs');
const { closeScratch, openScratch } = require('./scratch.cjs');

/** Finds or starts the servers that the tests of storage and queues need, and tells the tests where they are. */
module.exports = async () => {
  const scratch = openScratch();
  findBrowsers();
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const pooler = await startPgBouncer(postgres.url);
  process.env.TEST_PG_URL = postgres.url;
  process.env.TEST_REDIS_URL = redis.url;
  if (pooler) process.env.TEST_PGBOUNCER_URL = pooler.url;
  globalThis.__STOP_TEST_SERVERS__ = async () => {
    await pooler?.stop();
    await Promise.all([postgres.stop(), redis.stop()]);
    closeScratch(scratch);
  };
};
