import 'reflect-metadata';
import { CoreModule } from '@nest-privacy/core';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TRACKING_ITEMS_ENTITIES } from '../entities/index.js';
import { TrackingItemsModule } from '../tracking-items.module.js';
import { TrackingItemsService } from '../tracking-items.service.js';
import { trackingItemInput } from './tracking-item-input.js';

@Module({})
class CatalogueProcess {}

/** A process of its own that seeds a catalogue and adds items to it. Arguments: database, number of items. Prints how many items its seed added. */
async function main([url = '', count = '0']: readonly string[]): Promise<void> {
  const options = url.startsWith('postgres:') ? ({ type: 'postgres', url } as const) : sqliteOptions(url);
  const app = await NestFactory.createApplicationContext(
    {
      module: CatalogueProcess,
      imports: [
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({ ...options, entities: TRACKING_ITEMS_ENTITIES, retryAttempts: 0 }),
        TrackingItemsModule.forRoot({ routes: 'none' }),
      ],
    },
    { logger: ['error'] },
  );
  const seeded = await app.get(TrackingItemsService).seed([trackingItemInput(), trackingItemInput()]);
  for (let i = 0; i < Number(count); i++) await app.get(TrackingItemsService).create(trackingItemInput());
  await app.close();
  process.stdout.write(`${seeded}\n`);
}

void main(process.argv.slice(2));
