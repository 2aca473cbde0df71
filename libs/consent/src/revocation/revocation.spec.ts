import { CoreModule } from '@nest-privacy/core';
import { ManualClock, startTestApp, storageDatabases } from '@nest-privacy/core/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsentModule } from '../index.js';
import { Browser } from '../../test/browser.js';
import { migrated, SECRETS } from '../../test/consent-app.js';
import { RevocationPoller } from './revocation-poller.js';

describe.each(storageDatabases())('a withdrawal among several processes on $name', (database) => {
  it('is known elsewhere after one look, and after a restart, though an older cookie says otherwise', async () => {
    const place = await database.create();
    await (await migrated(place)).destroy();
    const clock = new ManualClock();
    let connections = 0;
    const start = () =>
      startTestApp({
        adapter: 'fastify',
        imports: [
          CoreModule.forRoot({ clock }),
          TypeOrmModule.forRoot({
            ...place.options,
            name: `node${++connections}`,
            autoLoadEntities: true,
            retryAttempts: 1,
          }),
          ConsentModule.forRoot({
            secrets: SECRETS,
            dataSource: `node${connections}`,
            revocations: { pollInterval: 'off' },
          }),
        ],
      });
    const [one, two] = [await start(), await start()];
    const visitor = new Browser(one.url);
    await visitor.decide({ STATISTICS: 'granted' });
    const captured = [...visitor.cookies];
    const replayed = (url: string): Browser => {
      const browser = new Browser(url);
      for (const [name, value] of captured) browser.setCookie(name, value);
      return browser;
    };
    await two.app.get(RevocationPoller, { strict: false }).poll();
    expect((await replayed(two.url).consent()).state).toBe('active');
    await visitor.send('DELETE', '/consent');
    expect((await replayed(one.url).consent()).state).toBe('withdrawn');
    await two.app.get(RevocationPoller, { strict: false }).poll();
    expect((await replayed(two.url).consent()).state).toBe('withdrawn');
    const three = await start();
    expect((await replayed(three.url).consent()).state).toBe('withdrawn');
    await Promise.all([one.close(), two.close(), three.close()]);
    await place.drop();
  });
});
