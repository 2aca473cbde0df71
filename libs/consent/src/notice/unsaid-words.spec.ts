import { Logger } from '@nestjs/common';
import { testDatabases } from '@nest-privacy/core/testing';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent, noticeText } from '../../test/notice-content.js';
import { NoticeDrafts, NoticePublisher } from '../index.js';

describe('a notice that lacks words which visitors need', () => {
  let server: ConsentApp;
  let warned: jest.SpyInstance;

  beforeAll(async () => {
    server = await startConsentApp({ adapter: 'express', database: testDatabases()[0]! });
    warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  });
  afterAll(async () => {
    warned.mockRestore();
    await server.close();
  });

  const told = (): unknown[] => warned.mock.calls.flat().filter((text) => /lacks "messages"/.test(String(text)));

  it('is published, by the application and by a draft, and the log says what is left out, once for each', async () => {
    const content = noticeContent({ translations: { en: noticeText('en', { messages: { saved: 'Saved.' } }) } });
    const publisher = server.app.get(NoticePublisher);
    expect(await publisher.seed('default', content)).toBe(true);
    expect(told()).toEqual([expect.stringContaining('reload (after a withdrawal')]);
    expect(await publisher.seed('default', content)).toBe(false);
    expect(told()).toHaveLength(1);
    const { revision } = await server.app.get(NoticeDrafts).create('default', content, 'dpo');
    await publisher.publish({ siteId: 'default', ifMatch: `"${revision}"`, by: 'dpo' }, 'none');
    expect(told()).toHaveLength(2);
  });
});
