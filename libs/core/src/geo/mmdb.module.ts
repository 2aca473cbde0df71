import { Module } from '@nestjs/common';
import { CountryResolver } from '../ports/country-resolver.js';
import { ConfigurableModuleClass } from './mmdb.module-definition.js';
import { MmdbPlaces } from './mmdb-places.js';

/**
 * Binds core's `CountryResolver` to a MaxMind DB file. Needs `mmdb-lib`.
 *
 * @example
 * ```ts
 * imports: [CoreModule.forRoot({ trustedProxies: ['10.0.0.0/8'] }), MmdbModule.forRoot({ path: '/var/lib/geo/country.mmdb' })]
 * ```
 */
@Module({
  providers: [MmdbPlaces, { provide: CountryResolver, useExisting: MmdbPlaces }],
  exports: [CountryResolver, MmdbPlaces],
})
export class MmdbModule extends ConfigurableModuleClass {}
