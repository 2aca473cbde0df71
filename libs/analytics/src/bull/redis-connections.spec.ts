import { waitUntil } from '@nest-privacy/core/testing';
import { RedisConnections } from './redis-connections.js';

describe('the connections of a queue', () => {
  it('end also where one is opened after their end', async () => {
    const connections = new RedisConnections(process.env.TEST_REDIS_URL!);
    const early = connections.open('client');
    await early.ping();
    await connections.close();
    const late = connections.open('bclient');
    await waitUntil('both have ended', () => early.status === 'end' && late.status === 'end');
  });

  it.each(['http://127.0.0.1', '127.0.0.1:6379', 'redis://['])('refuse the URL %s', (url) => {
    expect(() => new RedisConnections(url)).toThrow('not one of a Redis server');
  });
});
