import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type Settings } from '../config/settings.js';
import { databaseOptions } from './database-options.js';
import { openDatabase } from './open-database.js';

/** Brings the database up to date, and connects to it, before anything uses it. */
@Module({})
export class DatabaseModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...databaseOptions(settings),
            autoLoadEntities: true,
            logging: false,
            toRetry: () => false,
          }),
          dataSourceFactory: (options) => openDatabase(settings, options!),
        }),
      ],
    };
  }
}
