import { DatabaseUnavailableException } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { outageOf } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { DatabasePart } from './database.part.js';

describe.each(testDatabases())('the health of the database on $name', (database) => {
  it.each(['full', 'forbidden'] as const)('is as %s as decisions found it, though a probe succeeds', async (fault) => {
    const place = await database.create();
    const source = await new DataSource(place.options).initialize();
    try {
      const part = new DatabasePart(source);
      expect(await part.check()).toEqual({ status: 'up' });
      outageOf(source).failed(new DatabaseUnavailableException(fault, new Error('of the driver')));
      // Past the seconds in which any success may be luck.
      const now = performance.now();
      jest.spyOn(performance, 'now').mockImplementation(() => now + 10_000);
      expect(await part.check()).toEqual({ status: 'down', reason: fault });
    } finally {
      jest.restoreAllMocks();
      await source.destroy();
      await place.drop();
    }
  });
});
