import {
  type CatalogueContents,
  type CatalogueReader,
  type CatalogueVersion,
  type ConsentCategory,
  type KnownCatalogue,
  type RenewingChange,
  type ShownItem,
} from '@nest-privacy/core';

const sha256 = (version: number): string => String(version).padStart(64, '0');

/** A catalogue that changes when a test says so; the real one is another package. */
export class AdjustableCatalogue implements CatalogueReader {
  /** What memory holds. */
  held: KnownCatalogue | undefined;
  /** What was changed elsewhere and is not in memory yet. */
  elsewhere: KnownCatalogue | undefined;

  /** What versions held, where a test says so. */
  readonly written = new Map<number, CatalogueContents>();

  constructor(version = 5) {
    this.held = { version, sha256: sha256(version), renewals: { any: {}, 'new-provider-or-purpose': {} } };
  }

  /** The next version, in which a category holds something new, or is another in some other way. */
  next(category: ConsentCategory, change: RenewingChange, at: number): KnownCatalogue {
    const { version, renewals } = this.held!;
    const renewal = { [category]: { version: version + 1, at } };
    return {
      version: version + 1,
      sha256: sha256(version + 1),
      renewals: {
        any: { ...renewals.any, ...renewal },
        'new-provider-or-purpose': {
          ...renewals['new-provider-or-purpose'],
          ...(change === 'new-provider-or-purpose' && renewal),
        },
      },
    };
  }

  change(category: ConsentCategory, change: RenewingChange, at: number): void {
    this.held = this.next(category, change, at);
  }

  current(_site: string, atLeast = 0): Promise<CatalogueVersion> {
    if (this.elsewhere && (this.held?.version ?? -1) < atLeast) this.held = this.elsewhere;
    return this.held ? Promise.resolve(this.held) : Promise.reject(new Error('the database is away'));
  }

  known(): KnownCatalogue | undefined {
    return this.held;
  }

  shown(_site: string, language: string): ReadonlyMap<ConsentCategory, readonly ShownItem[]> | undefined {
    const item = { id: 'counter', name: `counter in ${language}`, language, cookies: [{ name: '_counter' }] };
    const unsaid = { purpose: null, provider: null, domain: null, lifetime: null, lifetimeText: null };
    return this.held && new Map([['STATISTICS', [{ ...item, ...unsaid }]]]);
  }

  earlier(_site: string, version: number): Promise<CatalogueVersion | undefined> {
    return Promise.resolve(version <= this.held!.version ? { version, sha256: sha256(version) } : undefined);
  }

  contents(_site: string, version: number): Promise<CatalogueContents | undefined> {
    return Promise.resolve(version <= this.held!.version ? this.written.get(version) : undefined);
  }
}
