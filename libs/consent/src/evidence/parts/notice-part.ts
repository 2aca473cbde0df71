import { Inject, Injectable } from '@nestjs/common';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { type PublishedContent } from '../../notice/content/notice-content.js';
import { ConsentNotices } from '../../notice/consent-notices.js';
import { NoticeExhibitView } from '../../dto/notice-exhibit.view.js';
import { NoticeExhibits } from '../../exhibit/notice-exhibits.js';
import { NoticeReader } from '../../notice/notice-reader.js';
import { type EvidencePart, type ExhibitEvidence, type NoticeEvidence, type ShownNotice } from '../evidence-file.js';
import { missing, notNamed } from './missing-part.js';

/** The notice that a record names, held against the hash that the record has of it. */
@Injectable()
export class NoticePart {
  constructor(
    private readonly notices: ConsentNotices,
    private readonly exhibits: NoticeExhibits,
    @Inject(NoticeReader) private readonly reader: NoticeReader,
  ) {}

  async of(record: ConsentRecordEntity): Promise<EvidencePart<NoticeEvidence>> {
    const { siteId, noticeVersion: version, noticeHash: sha256 } = record;
    if (sha256 === null && this.reader !== this.notices && record.eventType !== 'imported')
      return missing(
        'kept-elsewhere',
        `The application keeps its notices elsewhere. The record names version ${version}: ask the controller for the text of that version.`,
      );
    if (sha256 === null)
      return notNamed(
        record,
        `The record names version ${version} of the notice without a hash of its text, so that no text can be shown to be the one.`,
      );
    const found = await this.notices.version(siteId, version);
    if (!found) return missing('unknown', `Version ${version} of the notice is not here.`);
    const { content, publishedAt } = found;
    if (canonicalSha256(content) !== sha256)
      return missing(
        'altered',
        `What is kept as version ${version} of the notice is not what the record names: its hash is another one.`,
      );
    return {
      status: 'included',
      version,
      sha256,
      publishedAt: publishedAt.toISOString(),
      content,
      exhibits: (await this.exhibits.of(siteId, version)).map((exhibit) => exhibitOf(new NoticeExhibitView(exhibit))),
      shown: shownOf(content, record),
    };
  }
}

/** The words that the client says to have shown; `null` where it names a language or a variant that the notice does not have. */
function shownOf(
  content: PublishedContent,
  { language, variant }: Pick<ConsentRecordEntity, 'language' | 'variant'>,
): ShownNotice | null {
  const wording = variant === null ? content : content.variants.find(({ name }) => name === variant);
  const text = language === null ? undefined : wording?.translations[language];
  return language === null || text === undefined ? null : { language, variant, text };
}

/** An exhibit without its id, which means nothing outside. */
const exhibitOf = ({ id: _, ...exhibit }: NoticeExhibitView): ExhibitEvidence => exhibit;
