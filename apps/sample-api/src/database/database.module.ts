import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Settings } from '../config/settings.js';
import { databaseOptions } from './database-options.js';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './schema.js';

/** Connects to the database and brings it up to date before anything uses it. */
@Module({})
export class DatabaseModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...databaseOptions(settings),
            migrations: MIGRATIONS,
            autoLoadEntities: true,
            logging: false,
            retryAttempts: 3,
            retryDelay: 1_000,
          }),
          dataSourceFactory: async (options) => {
            const source = await new DataSource(options!).initialize();
            await migrate(source);
            return source;
          },
        }),
      ],
    };
  }
}
