import { Inject, Injectable } from '@nestjs/common';
import { Clock, type ProblemPart } from '@nest-privacy/core';
import {
  canonicalLanguage,
  invalidInput,
  jsonFaults,
  mergePatch,
  newId,
  preconditionFailed,
} from '@nest-privacy/core/kit';
import { isUniqueViolation, read, transact, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentNoticeDraftEntity } from '../entities/consent-notice-draft.entity.js';
import { type DraftContent } from './content/notice-content.js';
import { readContent, readText } from './content/read-content.js';
import { draftExists, draftUnknown } from './notice-problems.js';
import { assertRevision, draftTag } from './revision-condition.js';

/** Whoever changes a draft, and the draft they mean. */
export interface DraftChange {
  readonly siteId: string;
  /** The header `If-Match`. */
  readonly ifMatch: string | undefined;
  /** Id of the administrator. */
  readonly by: string;
}

/** What is being written of the sites' next notices; one draft for each site. Where it says `raw`, JSON of unknown origin is welcome. */
@Injectable()
export class NoticeDrafts {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws ProblemException 404 `NOTICE_DRAFT_UNKNOWN` */
  async of(siteId: string): Promise<ConsentNoticeDraftEntity> {
    const draft = await read(this.source, (manager) => manager.findOneBy(ConsentNoticeDraftEntity, { siteId }));
    if (!draft) throw draftUnknown();
    return draft;
  }

  /** @throws ProblemException 400 `VALIDATION_FAILED`, 409 `NOTICE_DRAFT_EXISTS` */
  async create(siteId: string, raw: unknown, by: string): Promise<ConsentNoticeDraftEntity> {
    const now = new Date(this.clock.now());
    const draft = {
      siteId,
      content: readContent(raw),
      revision: newId(),
      createdAt: now,
      updatedAt: now,
      updatedBy: by,
    } satisfies ConsentNoticeDraftEntity;
    try {
      await write(this.source, (manager) => manager.insert(ConsentNoticeDraftEntity, draft));
    } catch (error) {
      throw isUniqueViolation(error) ? draftExists() : error;
    }
    return draft;
  }

  /**
   * Applies a JSON Merge Patch (RFC 7396): members replace, `translations` merge by language, `null` removes.
   *
   * @throws ProblemException 400 `VALIDATION_FAILED`, 404 `NOTICE_DRAFT_UNKNOWN`, 412 `PRECONDITION_FAILED`, 428 `PRECONDITION_REQUIRED`
   */
  patch(change: DraftChange, raw: unknown): Promise<ConsentNoticeDraftEntity> {
    const patch = patchOf(raw);
    return this.change(change, (content) => readContent(mergePatch(content, patch)));
  }

  /** Puts the notice's own wording in one language in place. @throws as {@link patch} */
  putText(change: DraftChange, language: string, raw: unknown): Promise<ConsentNoticeDraftEntity> {
    const tag = languageOf(language);
    const text = readText(raw);
    return this.change(change, (content) =>
      readContent({ ...content, translations: { ...content.translations, [tag]: text } }),
    );
  }

  /** Takes a language out of the notice's own wording. @throws as {@link patch} */
  removeText(change: DraftChange, language: string): Promise<ConsentNoticeDraftEntity> {
    const tag = languageOf(language);
    return this.change(change, ({ translations, ...content }) => ({
      ...content,
      translations: Object.fromEntries(Object.entries(translations).filter(([name]) => name !== tag)),
    }));
  }

  /** @throws ProblemException 404 `NOTICE_DRAFT_UNKNOWN`, 412 `PRECONDITION_FAILED`, 428 `PRECONDITION_REQUIRED` */
  async delete({ siteId, ifMatch }: Omit<DraftChange, 'by'>): Promise<void> {
    const { revision } = await this.of(siteId);
    assertRevision(ifMatch, revision);
    const { affected } = await write(this.source, (manager) =>
      manager.delete(ConsentNoticeDraftEntity, { siteId, revision }),
    );
    if (affected === 0) throw preconditionFailed('draft', draftTag(revision));
  }

  private change(
    { siteId, ifMatch, by }: DraftChange,
    next: (content: DraftContent) => DraftContent,
  ): Promise<ConsentNoticeDraftEntity> {
    return transact(this.source, async (manager) => {
      const draft = await manager.findOneBy(ConsentNoticeDraftEntity, { siteId });
      if (!draft) throw draftUnknown();
      const { revision } = draft;
      assertRevision(ifMatch, revision);
      const changed = {
        content: next(draft.content),
        revision: newId(),
        updatedAt: new Date(this.clock.now()),
        updatedBy: by,
      };
      const { affected } = await manager.update(ConsentNoticeDraftEntity, { siteId, revision }, changed);
      if (affected === 0) throw preconditionFailed('draft', draftTag(revision));
      return { ...draft, ...changed };
    });
  }
}

function languageOf(language: string): string {
  const tag = canonicalLanguage(language);
  if (tag !== undefined) return tag;
  throw invalidInput([{ path: 'language', detail: 'must be a language tag such as "en", "de-CH" or "zh-Hant"' }]);
}

function patchOf(raw: unknown): object {
  const faults: readonly ProblemPart[] = jsonFaults(raw);
  if (faults.length > 0) throw invalidInput(faults);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw invalidInput([{ path: '', detail: 'the body must be a JSON object with the members to change' }]);
  const { translations } = raw as { translations?: unknown };
  if (typeof translations !== 'object' || translations === null || Array.isArray(translations)) return raw;
  const texts = Object.entries(translations).map(([tag, text]) => [canonicalLanguage(tag) ?? tag, text as unknown]);
  return { ...raw, translations: Object.fromEntries(texts) as unknown };
}
