import { DROP_REASONS } from '../event/drop-reason.js';
import { type NoPageView } from './page-filter.js';

/** Why a request is no page view although nothing was dropped: whoever wonders is told by a trace. */
const NO_PAGE: Readonly<
  Record<Exclude<NoPageView, keyof typeof DROP_REASONS> | 'failed' | 'method' | 'unbound', string>
> = {
  status: 'The option "status" counts no answers with this status.',
  untracked: 'The route is never tracked, by the decorator NoTrack or NoPage.',
  'event-stream': 'A stream of events is no page.',
  'not-a-page':
    'By its type, its path or what the browser asked for the answer is no page to look at; see the option "responses".',
  failed: 'It could not be read, by a fault that the log tells of.',
  method: 'Only answers to GET are page views.',
  unbound: 'The option "collect" counts only what is bound by the AnalyticsInterceptor, and this is not.',
};

/** Why a request is not counted as a page view. */
export type WhyNoPage = keyof typeof NO_PAGE | keyof typeof DROP_REASONS;

/** In a sentence. */
export const whyNoPage = (why: WhyNoPage): string => ({ ...NO_PAGE, ...DROP_REASONS })[why];
