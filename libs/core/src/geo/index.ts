/** Where visitors are, by a database of addresses; needs `mmdb-lib`. */
export { MMDB_OPTIONS } from './mmdb.module-definition.js';
export { MmdbModule } from './mmdb.module.js';
export { type MmdbModuleOptions } from './mmdb.options.js';
export { MmdbPlaces } from './mmdb-places.js';
