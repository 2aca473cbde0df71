import 'reflect-metadata';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConsentModule, KeyRotation } from '@nest-privacy/consent';
import { ConfigurationError, CoreModule } from '@nest-privacy/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SingleBar } from 'cli-progress';
import { loadSettings } from '../../apps/sample-api/src/config/load-settings.js';
import { type Settings } from '../../apps/sample-api/src/config/settings.js';
import { databaseOptions } from '../../apps/sample-api/src/database/database-options.js';
import { consentOptions } from '../../apps/sample-api/src/privacy/consent-options.js';

/** Only what the keys need; nothing is served. */
class Rewrapping {
  static of(settings: Settings): DynamicModule {
    return {
      module: Rewrapping,
      imports: [
        CoreModule.forRoot({ sites: settings.sites }),
        TypeOrmModule.forRoot({ ...databaseOptions(settings), autoLoadEntities: true }),
        ConsentModule.forRoot({ ...consentOptions(settings), routes: 'none' }),
      ],
    };
  }
}

/** Wraps the keys of all subjects and webhooks by the newest of ENCRYPTION_KEYS, beside the running application, whose environment it is given. */
async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(Rewrapping.of(loadSettings(process.env)), {
    logger: ['error', 'warn'],
  });
  const rotation = app.get(KeyRotation, { strict: false });
  const bar = new SingleBar({ format: '{bar} {value}/{total} keys, {eta_formatted} left', noTTYOutput: true });
  let wrapped = 0;
  bar.start(await rotation.remaining(), 0);
  for await (const done of rotation.rewrap()) bar.update((wrapped = done));
  bar.stop();
  await app.close();
  console.log(`${wrapped} keys were wrapped anew; nothing needs an older key any more.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
});
