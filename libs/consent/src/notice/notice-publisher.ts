import { Inject, Injectable, Logger } from '@nestjs/common';
import { CategoryRegistry, Clock, type KnownCatalogue } from '@nest-privacy/core';
import { Ports, preconditionFailed } from '@nest-privacy/core/kit';
import { canonicalJson, canonicalSha256 } from '@nest-privacy/core/sealing';
import { isUniqueViolation, read, transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentNoticeDraftEntity } from '../entities/consent-notice-draft.entity.js';
import { ConsentNoticeVersionEntity } from '../entities/consent-notice-version.entity.js';
import { type DraftContent, type NoticeContent, type PublishedContent } from './content/notice-content.js';
import { completenessFaults, refusalFaults } from './content/publication-faults.js';
import { readContent } from './content/read-content.js';
import { unsaid } from './content/unsaid.js';
import { ConsentNotices, UNPUBLISHED } from './consent-notices.js';
import { newestGranted } from './newest-granted.js';
import { type DraftChange } from './notice-drafts.js';
import { NoticeMemory } from './notice-memory.js';
import { draftIncomplete, draftUnknown, noticesElsewhere, refusalUnequal } from './notice-problems.js';
import { NoticeReader } from './notice-reader.js';
import { newestNotice, publishedOf } from './notice-store.js';
import { type NoticeRenewal, type PublishedNotice } from './published-notice.js';
import { renewedCategories, type Succession, validityAfter } from './renewal-validity.js';
import { assertRevision, draftTag } from './revision-condition.js';

/** What a publication is made of, beside its content. */
interface Publication {
  readonly siteId: string;
  /** The version that it follows: read once, so that whoever else follows it meets the unique key. */
  readonly before: PublishedNotice | null;
  /** The number of a first one. */
  readonly first: number;
  readonly renewal: NoticeRenewal;
  readonly by: string;
}

/** Makes a draft the active notice of its site: the next version, which nothing changes any more. */
@Injectable()
export class NoticePublisher {
  private readonly logger = new Logger(NoticePublisher.name);

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NoticeReader) private readonly reader: NoticeReader,
    private readonly registry: CategoryRegistry,
    private readonly notices: ConsentNotices,
    private readonly memory: NoticeMemory,
    private readonly ports: Ports,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
  ) {}

  /**
   * Publishes a site's draft. Of several who publish at once one does, and the others are told that the draft is not what they have read.
   *
   * @throws ProblemException 404 `NOTICE_DRAFT_UNKNOWN`, 409 `NOTICE_REFUSAL_UNEQUAL`, `NOTICE_INCOMPLETE` or `NOTICES_ELSEWHERE`, 412 `PRECONDITION_FAILED`,
   * 428 `PRECONDITION_REQUIRED`
   */
  async publish({ siteId, ifMatch, by }: DraftChange, renewal: NoticeRenewal): Promise<PublishedNotice> {
    this.assertHere();
    const catalogue = await this.catalogueOf(siteId);
    const first = this.notices.active(siteId) ? UNPUBLISHED : await this.firstWhileServing(siteId);
    const notice = await transact(this.source, async (manager) => {
      const draft = await manager.findOneBy(ConsentNoticeDraftEntity, { siteId });
      if (!draft) throw draftUnknown();
      const { revision } = draft;
      assertRevision(ifMatch, revision);
      const content = this.complete(draft.content);
      // First of all writes: who comes second waits here, and finds nothing.
      const { affected } = await manager.delete(ConsentNoticeDraftEntity, { siteId, revision });
      if (affected === 0) throw preconditionFailed('draft', draftTag(revision));
      const before = await newestNotice(manager, siteId);
      return this.add(manager, { siteId, before, first, renewal, by }, content, catalogue);
    });
    this.tellUnsaid(siteId, notice.content);
    await this.memory.changed();
    return notice;
  }

  /**
   * Publishes a site's first notice, and leaves a site alone that has one. Safe to call at every start and from many processes at once; one of them does it.
   * To be awaited before requests are answered: then no decision is taken for one upon the notice that nobody was shown before it.
   *
   * @returns whether it was published
   * @throws ProblemException as {@link publish} where the content is not fit to be shown
   */
  async seed(siteId: string, raw: unknown): Promise<boolean> {
    this.assertHere();
    if (await read(this.source, (manager) => newestNotice(manager, siteId))) {
      // By another process, which this one may not have heard of yet.
      if (!this.notices.active(siteId)) await this.memory.look();
      return false;
    }
    const content = this.complete(readContent(raw));
    const catalogue = await this.catalogueOf(siteId);
    const first = 1 + (await newestGranted(this.source, siteId));
    const isFirst = await this.addFirst(siteId, first, content, catalogue);
    if (isFirst) this.tellUnsaid(siteId, content);
    await this.memory.changed();
    return isFirst;
  }

  /** What publishing would do to earlier grants. */
  async succession(siteId: string, renewal: NoticeRenewal): Promise<Succession> {
    const catalogue = await this.catalogueOf(siteId);
    return read(this.source, async (manager) => {
      const before = await newestNotice(manager, siteId);
      return {
        renewal,
        before,
        version: (before?.version ?? UNPUBLISHED) + 1,
        optional: this.registry.optional,
        catalogue,
      };
    });
  }

  /** What stands in the way of publishing a content. */
  faults(content: DraftContent): ReturnType<typeof refusalFaults> {
    return [...refusalFaults(content), ...completenessFaults(content, this.registry.all)];
  }

  private assertHere(): void {
    if (!Object.is(this.reader, this.notices)) throw noticesElsewhere();
  }

  /** Publishing is not refused for it, as a page of the application's own may have other words; but nobody should have to find it by looking. */
  private tellUnsaid(siteId: string, content: NoticeContent): void {
    const lacking = unsaid(content, this.config.gpcAffects.length > 0);
    if (lacking.length === 0) return;
    this.logger.warn(
      `The notice published for the site "${siteId}" lacks "messages", without which what ConsentMarkup and the client show leaves something out: ${lacking.join('; ')}`,
    );
  }

  private complete(content: DraftContent): NoticeContent {
    const unequal = refusalFaults(content);
    if (unequal.length > 0) throw refusalUnequal(unequal);
    const lacking = completenessFaults(content, this.registry.all);
    if (lacking.length > 0) throw draftIncomplete(lacking);
    return content as NoticeContent;
  }

  /** As the database has it now, for what is about to be published is said of it. */
  private async catalogueOf(siteId: string): Promise<KnownCatalogue | undefined> {
    await this.ports.catalogue?.current(siteId, Number.MAX_SAFE_INTEGER);
    return this.ports.catalogue?.known(siteId);
  }

  /** The number after those that decisions name while nothing is published, also by processes that have not heard of the publication yet. */
  private async firstWhileServing(siteId: string): Promise<number> {
    return 1 + Math.max(UNPUBLISHED, await newestGranted(this.source, siteId));
  }

  private async addFirst(
    siteId: string,
    first: number,
    content: NoticeContent,
    catalogue?: KnownCatalogue,
  ): Promise<boolean> {
    try {
      return await transact(this.source, async (manager) => {
        const before = await newestNotice(manager, siteId);
        if (before) return false;
        await this.add(manager, { siteId, before, first, renewal: 'none', by: 'application' }, content, catalogue);
        return true;
      });
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async add(
    manager: EntityManager,
    { siteId, before, first, renewal, by }: Publication,
    content: NoticeContent,
    catalogue: KnownCatalogue | undefined,
  ): Promise<PublishedNotice> {
    const version = before ? before.version + 1 : first;
    const succession = { renewal, before, version, optional: this.registry.optional, catalogue };
    const shown = catalogue ? { version: catalogue.version, sha256: catalogue.sha256 } : null;
    const published: PublishedContent = { ...content, catalogue: shown };
    const row: ConsentNoticeVersionEntity = {
      siteId,
      version,
      content: canonicalJson(published),
      sha256: canonicalSha256(published),
      renewal,
      renewed: renewedCategories(succession),
      validity: validityAfter(succession),
      publishedAt: new Date(this.clock.now()),
      publishedBy: by,
    };
    await manager.insert(ConsentNoticeVersionEntity, row);
    return publishedOf(row);
  }
}
