import { type Provider } from '@nestjs/common';
import { ConsentConfig } from '../consent.config.js';
import { AskedAgainCount } from './asked-again.js';
import { ConsentNotices } from './consent-notices.js';
import { NoticeDrafts } from './notice-drafts.js';
import { NoticeMemory } from './notice-memory.js';
import { NoticePublisher } from './notice-publisher.js';
import { NoticeReader } from './notice-reader.js';
import { ServedNotices } from './served/served-notices.js';
import { ServedTokens } from './served/served-tokens.js';
import { ShownNotices } from './shown-notices.js';

/** What the room of notices provides. */
export const NOTICE_PROVIDERS: Provider[] = [
  NoticeMemory,
  ConsentNotices,
  ShownNotices,
  NoticeDrafts,
  NoticePublisher,
  AskedAgainCount,
  ServedNotices,
  ServedTokens,
  {
    provide: NoticeReader,
    inject: [ConsentConfig, ConsentNotices],
    useFactory: ({ noticeVersion }: ConsentConfig, own: ConsentNotices): NoticeReader =>
      noticeVersion ? { versionOf: noticeVersion as NoticeReader['versionOf'] } : own,
  },
];
