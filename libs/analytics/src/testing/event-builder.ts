import { newId } from '@nest-privacy/core/kit';
import { type AnalyticsEvent } from '../event/analytics-event.js';

/** An event with sensible values, but for those that are given. */
export const analyticsEvent = (given: Partial<AnalyticsEvent> = {}): AnalyticsEvent => ({
  id: newId(),
  at: Date.parse('2026-06-15T12:00:00Z'),
  kind: 'pageview',
  site: 'default',
  name: '',
  page: '/',
  route: '/',
  host: 'example.com',
  title: '',
  referrer: 'direct',
  device: 'desktop',
  browser: 'Firefox',
  os: 'Linux',
  language: 'en',
  visitor: '00112233445566778899aabbccddeeff',
  persistent: false,
  bot: '',
  properties: null,
  permits: [],
  ...given,
});
