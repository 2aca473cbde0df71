import { type Provider } from '@nestjs/common';
import { ConsentConfig } from '../consent.config.js';
import { ConsentNotices } from './consent-notices.js';
import { NoticeMemory } from './notice-memory.js';
import { NoticeReader } from './notice-reader.js';

/** What the room of notices provides. */
export const NOTICE_PROVIDERS: Provider[] = [
  NoticeMemory,
  ConsentNotices,
  {
    provide: NoticeReader,
    inject: [ConsentConfig, ConsentNotices],
    useFactory: ({ noticeVersion }: ConsentConfig, own: ConsentNotices): NoticeReader =>
      noticeVersion ? { versionOf: noticeVersion as NoticeReader['versionOf'] } : own,
  },
];
