import { redisDatabase } from './redis-database.js';

it('gives nobody the database of another, whoever asks at once', async () => {
  const given = await Promise.all(Array.from({ length: 12 }, redisDatabase));
  expect(new Set(given).size).toBe(given.length);
  expect(given).not.toContain(`${process.env.TEST_REDIS_URL}/0`);
});
