import { type ArrivalChannel } from './channel.js';
import { BANNER_ADS, SEARCH_ADS } from './click-marks.js';
import { type SourceKind } from './known-source.js';

/** What a channel is told by; every text in lower case. */
export interface ChannelFacts {
  /** Of the known place that led here. */
  readonly kind: SourceKind | undefined;
  /** Whatever names who led here: `utm_source`, a known place or a host. Empty where nobody did. */
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  /** Name of the parameter that marks a click of the place that led here; empty for those of others. */
  readonly click: string;
  /** Whether `utm_source` is the name of somebody's advertisements. */
  readonly isAdvertising: boolean;
}

type Rule = (facts: ChannelFacts) => boolean;

const DISPLAY = new Set(['display', 'banner', 'expandable', 'interstitial', 'cpm']);
const SOCIAL = new Set(['social', 'social-network', 'social-media', 'sm', 'social network', 'social media']);
const EMAIL = new Set(['email', 'e-mail', 'e_mail', 'e mail']);
const REFERRAL = new Set(['referral', 'app', 'link']);

/** `^(.*cp.*|ppc|retargeting|paid.*)$` of the public definition, without a pattern that could be made to look for long. */
const isPaidMedium = (medium: string): boolean =>
  medium.includes('cp') || medium === 'ppc' || medium === 'retargeting' || medium.startsWith('paid');

/** `^(.*(([^a-df-z]|^)shop|shopping).*)$` likewise: "shop" at the beginning of a word, or behind an e, or "shopping" anywhere. */
function isShopping(campaign: string): boolean {
  for (let at = campaign.indexOf('shop'); at >= 0; at = campaign.indexOf('shop', at + 1)) {
    const before = campaign[at - 1];
    if (before === undefined || before === 'e' || before < 'a' || before > 'z') return true;
    if (campaign.startsWith('ping', at + 4)) return true;
  }
  return false;
}

const isSearch: Rule = ({ kind }) => kind === 'search' || kind === 'portal';
const isPaid: Rule = ({ medium, isAdvertising }) => isAdvertising || isPaidMedium(medium);
const isOf =
  (kind: SourceKind): Rule =>
  (facts) =>
    facts.kind === kind;
const isShop: Rule = ({ kind, campaign }) => kind === 'shop' || isShopping(campaign);

/** What makes each channel, in the order of `CHANNELS`; who fits none came directly. */
export const CHANNEL_RULES: readonly (readonly [ArrivalChannel, Rule])[] = [
  ['Cross-network', ({ campaign }) => campaign.includes('cross-network')],
  ['Paid Shopping', (facts) => isShop(facts) && isPaid(facts)],
  ['Paid Search', (facts) => (isSearch(facts) && isPaid(facts)) || SEARCH_ADS.has(facts.click)],
  ['Paid Social', (facts) => isOf('social')(facts) && isPaid(facts)],
  ['Paid Video', (facts) => isOf('video')(facts) && isPaid(facts)],
  ['Display', ({ medium, click }) => DISPLAY.has(medium) || click === BANNER_ADS],
  ['Paid Other', isPaid],
  ['Organic Shopping', isShop],
  ['Organic Social', ({ kind, medium }) => kind === 'social' || SOCIAL.has(medium)],
  ['Organic Video', ({ kind, medium }) => kind === 'video' || medium.includes('video')],
  ['AI Assistants', isOf('ai')],
  ['Organic Search', (facts) => isSearch(facts) || facts.medium === 'organic'],
  ['Email', ({ kind, medium, source }) => kind === 'mail' || EMAIL.has(medium) || EMAIL.has(source)],
  ['Affiliates', ({ medium }) => medium === 'affiliate'],
  ['Audio', ({ medium }) => medium === 'audio'],
  ['SMS', ({ medium, source }) => medium === 'sms' || source === 'sms'],
  [
    'Mobile Push',
    ({ medium, source }) =>
      medium.endsWith('push') || medium.includes('mobile') || medium.includes('notification') || source === 'firebase',
  ],
  ['Referral', ({ medium, source }) => source !== '' || REFERRAL.has(medium)],
];
