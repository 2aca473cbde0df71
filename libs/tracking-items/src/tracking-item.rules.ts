import { Inject, Injectable } from '@nestjs/common';
import { canonicalLanguage, CategoryRegistry, type ProblemPart, SiteResolver } from '@nest-privacy/core';
import { LIMITS } from './content/limits.js';
import { regexFault } from './cookies/regex-fault.js';
import { type TrackingItemDto } from './dto/tracking-item.dto.js';
import { TrackingItemsConfig } from './tracking-items.config.js';

/** An item and where it stands in the request. */
export interface PlacedItem {
  readonly item: TrackingItemDto;
  /** `''`, or a prefix such as `items.3.`. */
  readonly prefix: string;
}

/** What the application, not the shape, says about an item: its categories, sites and languages, and which expressions are safe. */
@Injectable()
export class TrackingItemRules {
  constructor(
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
    @Inject(SiteResolver) private readonly sites: SiteResolver,
    private readonly config: TrackingItemsConfig,
  ) {}

  /** Everything that is wrong, cheap checks first; expressions are only checked where all else is right. */
  faults(placed: readonly PlacedItem[]): readonly ProblemPart[] {
    const faults = placed.flatMap(({ item, prefix }) => [
      ...this.categoryFaults(item, prefix),
      ...this.siteFaults(item, prefix),
      ...this.languageFaults(item, prefix),
    ]);
    return faults.length > 0 ? faults : expressionFaults(placed);
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

function expressionFaults(placed: readonly PlacedItem[]): readonly ProblemPart[] {
  const expressions = placed.flatMap(({ item, prefix }) =>
    (item.cookies ?? []).flatMap(({ name, match }, i) =>
      match === 'regex' ? [{ name, path: `${prefix}cookies.${i}.name` }] : [],
    ),
  );
  if (expressions.length > LIMITS.expressions) {
    return [
      { path: expressions[LIMITS.expressions]!.path, detail: `is one of more than ${LIMITS.expressions} expressions` },
    ];
  }
  // One is enough: a check of a dangerous expression is what takes time.
  for (const { name, path } of expressions) {
    const detail = regexFault(name);
    if (detail !== undefined) return [{ path, detail }];
  }
  return [];
}
