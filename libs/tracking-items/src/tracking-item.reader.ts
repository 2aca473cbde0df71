import { Injectable } from '@nestjs/common';
import { type ProblemPart, requestValidation } from '@nest-privacy/core';
import { canonicalLanguage, invalidInput, jsonFaults, mergePatch } from '@nest-privacy/core/kit';
import { normaliseContent } from './content/normalise-content.js';
import { type TrackingItemContent } from './content/tracking-item-content.js';
import { ImportDocumentDto } from './dto/import-document.dto.js';
import { TrackingItemDto } from './dto/tracking-item.dto.js';
import { TrackingItemRules } from './tracking-item.rules.js';

/** An item of an import; without an id it becomes a new one. */
export interface ImportedItem {
  readonly id: string | undefined;
  readonly content: TrackingItemContent;
}

/** The one door for items, whichever way they come: raw JSON in, checked and normalised content out. */
@Injectable()
export class TrackingItemReader {
  private readonly validation = requestValidation();

  constructor(private readonly rules: TrackingItemRules) {}

  /** @throws ProblemException 400 `VALIDATION_FAILED` naming each fault and its path */
  async read(raw: unknown): Promise<TrackingItemContent> {
    const item = await this.shaped(raw, TrackingItemDto);
    refuse(this.rules.faults([{ item, prefix: '' }]));
    return normaliseContent(item);
  }

  /**
   * Applies a JSON Merge Patch (RFC 7396) and reads the result.
   *
   * @throws ProblemException 400 `VALIDATION_FAILED` when the patch is no object, or the result is no valid item
   */
  async patched(content: TrackingItemContent, patch: unknown): Promise<TrackingItemContent> {
    refuse(jsonFaults(patch));
    if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
      throw invalidInput([{ path: '', detail: 'the body must be a JSON object with the members to change' }]);
    }
    return this.read(mergePatch(content, withCanonicalLanguages(patch)));
  }

  /** @throws ProblemException 400 `VALIDATION_FAILED` with paths such as `items.3.translations.de.name` */
  async readImport(raw: unknown): Promise<readonly ImportedItem[]> {
    const { items } = await this.shaped(raw, ImportDocumentDto);
    refuse(duplicateIds(items));
    refuse(this.rules.faults(items.map((item, i) => ({ item, prefix: `items.${i}.` }))));
    return items.map((item) => ({ id: item.id ?? undefined, content: normaliseContent(item) }));
  }

  private async shaped<T>(raw: unknown, metatype: new () => T): Promise<T> {
    refuse(jsonFaults(raw));
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      throw invalidInput([{ path: '', detail: 'the body must be a JSON object' }]);
    }
    return (await this.validation.transform(raw, { type: 'body', metatype })) as T;
  }
}

function refuse(faults: readonly ProblemPart[]): void {
  if (faults.length > 0) throw invalidInput(faults);
}

function withCanonicalLanguages(patch: object): object {
  const { translations } = patch as { translations?: unknown };
  if (typeof translations !== 'object' || translations === null || Array.isArray(translations)) return patch;
  const entries = Object.entries(translations).map(([tag, text]) => [canonicalLanguage(tag) ?? tag, text as unknown]);
  return { ...patch, translations: Object.fromEntries(entries) as unknown };
}

function duplicateIds(items: readonly { readonly id?: string | null }[]): ProblemPart[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, i) => {
    if (id === undefined || id === null) return [];
    if (seen.has(id)) return [{ path: `items.${i}.id`, detail: 'is the id of an earlier item of this import, too' }];
    seen.add(id);
    return [];
  });
}
