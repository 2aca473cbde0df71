import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigurationError, CoreModule } from '@nest-privacy/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { loadSettings } from '../config/load-settings.js';
import { type Settings } from '../config/settings.js';
import { databaseOptions } from '../database/database-options.js';
import { progress } from './progress.js';

/** What wraps the keys of a package by the newest key-encryption key. */
interface KeyRotation {
  remaining(): Promise<number>;
  rewrap(): AsyncGenerator<number>;
}

/** Only what the keys need; nothing is served. */
@Module({})
class Rewrapping {}

/**
 * Wraps all keys of a package by the newest of ENCRYPTION_KEYS, beside the running application, whose environment it is given.
 *
 * @param ofPackage makes the package's module, without its routes
 * @param whatNow is told in the end: what still needs an older key
 */
export function rewrapKeys(
  ofPackage: (settings: Settings) => DynamicModule,
  rotation: Type<KeyRotation>,
  whatNow: string,
): void {
  rewrapped(ofPackage, rotation).then(
    (count) => process.stdout.write(`${count} keys were wrapped anew; ${whatNow}.\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

async function rewrapped(
  ofPackage: (settings: Settings) => DynamicModule,
  rotation: Type<KeyRotation>,
): Promise<number> {
  const settings = loadSettings(process.env);
  const imports = [
    CoreModule.forRoot({ sites: settings.sites }),
    TypeOrmModule.forRoot({ ...databaseOptions(settings), autoLoadEntities: true }),
    ofPackage(settings),
  ];
  const app = await NestFactory.createApplicationContext(
    { module: Rewrapping, imports },
    { logger: ['error', 'warn'] },
  );
  try {
    const keys = app.get(rotation, { strict: false });
    let wrapped = 0;
    const total = await keys.remaining();
    for await (const done of keys.rewrap()) progress(`${(wrapped = done)} of ${total} keys`);
    progress('\n');
    return wrapped;
  } finally {
    await app.close();
  }
}
