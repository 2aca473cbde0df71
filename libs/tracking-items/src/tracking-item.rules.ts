import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, type ProblemPart, SiteResolver } from '@nest-privacy/core';
import { canonicalLanguage } from '@nest-privacy/core/kit';
import { LIMITS } from './content/limits.js';
import { readExpression } from './cookies/expression.js';
import { patternCost } from './cookies/pattern-cost.js';
import { type TrackingItemDto } from './dto/tracking-item.dto.js';
import { TrackingItemsConfig } from './tracking-items.config.js';

/** An item and where it stands in the request. */
export interface PlacedItem {
  readonly item: TrackingItemDto;
  /** `''`, or a prefix such as `items.3.`. */
  readonly prefix: string;
}

/** What the application, not the shape, says about an item: its categories, sites and languages, and how much its patterns may cost. */
@Injectable()
export class TrackingItemRules {
  constructor(
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
    @Inject(SiteResolver) private readonly sites: SiteResolver,
    private readonly config: TrackingItemsConfig,
  ) {}

  /** Everything that is wrong, cheap checks first; patterns are only read where all else is right. */
  faults(placed: readonly PlacedItem[]): readonly ProblemPart[] {
    const faults = placed.flatMap(({ item, prefix }) => [
      ...this.categoryFaults(item, prefix),
      ...this.siteFaults(item, prefix),
      ...this.languageFaults(item, prefix),
    ]);
    return faults.length > 0 ? faults : patternFaults(placed);
  }

  private categoryFaults({ category }: TrackingItemDto, prefix: string): ProblemPart[] {
    if (this.categories.has(category)) return [];
    return [{ path: `${prefix}category`, detail: `must be one of ${this.categories.all.join(', ')}` }];
  }

  private siteFaults({ sites }: TrackingItemDto, prefix: string): ProblemPart[] {
    return (sites ?? []).flatMap((id, i) =>
      this.sites.byId(id) ? [] : [{ path: `${prefix}sites.${i}`, detail: 'is not the id of a configured site' }],
    );
  }

  private languageFaults({ translations }: TrackingItemDto, prefix: string): ProblemPart[] {
    const path = `${prefix}translations`;
    if (translations.size === 0) return [{ path, detail: 'must have a text in one language at least' }];
    if (translations.size > LIMITS.languages) {
      return [{ path, detail: `must have ${LIMITS.languages} languages at most` }];
    }
    const seen = new Set<string>();
    return [...translations.keys()].flatMap((tag) => {
      const language = canonicalLanguage(tag);
      const detail = this.languageFault(language, seen);
      if (language !== undefined) seen.add(language);
      return detail === undefined ? [] : [{ path: `${path}.${tag}`, detail }];
    });
  }

  private languageFault(language: string | undefined, seen: ReadonlySet<string>): string | undefined {
    if (language === undefined) return 'is not a language tag such as "en", "de-CH" or "zh-Hant"';
    if (seen.has(language)) return `names the language ${language} a second time`;
    const { languages } = this.config;
    if (languages === null || languages.has(language)) return undefined;
    return `is not one of the languages of this catalogue: ${[...languages].join(', ')}`;
  }
}

/** The first one is enough, for reading expressions is what takes time. */
function patternFaults(placed: readonly PlacedItem[]): readonly ProblemPart[] {
  let cost = 0;
  for (const { item, prefix } of placed) {
    for (const [i, { name, match }] of (item.cookies ?? []).entries()) {
      const path = `${prefix}cookies.${i}.name`;
      const read = match === 'regex' ? readExpression(name) : undefined;
      if (read && 'fault' in read) return [{ path, detail: read.fault }];
      cost += read?.cost ?? patternCost({ name, match: match ?? 'literal' });
      if (cost > LIMITS.patternCost) return [{ path, detail: TOO_MUCH }];
    }
  }
  return [];
}

const TOO_MUCH = 'is one of more patterns than a catalogue may have; use names, and shorter globs and expressions';
