import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConsentModule, KeyRotation } from '@nest-privacy/consent';
import { ConfigurationError, CoreModule } from '@nest-privacy/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { loadSettings } from '../config/load-settings.js';
import { type Settings } from '../config/settings.js';
import { databaseOptions } from '../database/database-options.js';
import { consentOptions } from '../privacy/consent-options.js';
import { progress } from './progress.js';

/** Only what the keys need; nothing is served. */
@Module({})
class Rewrapping {}

const rewrapping = (settings: Settings): DynamicModule => ({
  module: Rewrapping,
  imports: [
    CoreModule.forRoot({ sites: settings.sites }),
    TypeOrmModule.forRoot({ ...databaseOptions(settings), autoLoadEntities: true }),
    ConsentModule.forRoot({ ...consentOptions(settings), routes: 'none' }),
  ],
});

/** Wraps the keys of all subjects and webhooks by the newest of ENCRYPTION_KEYS, beside the running application, whose environment it is given. */
async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(rewrapping(loadSettings(process.env)), {
    logger: ['error', 'warn'],
  });
  const rotation = app.get(KeyRotation, { strict: false });
  let wrapped = 0;
  const total = await rotation.remaining();
  for await (const done of rotation.rewrap()) progress(`${(wrapped = done)} of ${total} keys`);
  progress('\n');
  await app.close();
  process.stdout.write(`${wrapped} keys were wrapped anew; nothing needs an older key any more.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
