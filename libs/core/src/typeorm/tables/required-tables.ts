import { Injectable, type InjectionToken, type OnApplicationBootstrap, type Provider } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type DataSource } from 'typeorm';
import { lackError } from './lack-error.js';
import { lackOf } from './lack.js';
import { type PackageTables } from './package-tables.js';

/** By application, the one look at all tables. */
const looks = new WeakMap<ModulesContainer, Promise<void>>();

/**
 * Lets no application start on a DataSource that does not know a package's entities, or on a database that has not their tables with every column, or would
 * let rows of append-only ones be changed. All packages of an application are looked at together, and what they lack is one message.
 */
@Injectable()
export class RequiredTables implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly tables: PackageTables,
    private readonly modules: ModulesContainer,
  ) {}

  /**
   * @throws ConfigurationError `ENTITIES_MISSING`, `MIGRATIONS_MISSING` or `APPEND_ONLY_TRIGGER_MISSING`
   * @throws DatabaseUnavailableException when the database cannot be asked
   */
  onApplicationBootstrap(): Promise<void> {
    const look = looks.get(this.modules) ?? this.look();
    looks.set(this.modules, look);
    return look;
  }

  private async look(): Promise<void> {
    const all = [...this.modules.values()].flatMap(
      ({ providers }) => (providers.get(RequiredTables)?.instance as RequiredTables | undefined) ?? [],
    );
    const lacks = [];
    for (const { source, tables } of all) lacks.push((await lackOf(source, tables)) ?? []);
    const found = lacks.flat();
    if (found.length > 0) throw lackError(found);
  }
}

/**
 * Provides a module with its {@link RequiredTables}.
 *
 * @param dataSource token of the DataSource that is to hold them
 */
export const requiresTables = (dataSource: InjectionToken, tables: PackageTables): Provider => ({
  provide: RequiredTables,
  inject: [dataSource, ModulesContainer],
  useFactory: (source: DataSource, modules: ModulesContainer) => new RequiredTables(source, tables, modules),
});
