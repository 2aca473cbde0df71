/**
 * The client imports nothing, so its types are written down once more. This file is compiled with the tests and never run: where one of them parts from what the
 * server answers or renders, the type check fails here.
 */
import { type NoticeWish, type PublicNotice, type VisitorConsentView } from '@nest-privacy/consent';
import { type ConsentState, type PageSettings, type PublicNotice as NoticeOfClient } from '@nest-privacy/client';
import { type NoticeMessage as MessageOfServer } from '../../libs/consent/src/notice/content/notice-content.js';
import { type NOTICE_SURFACES } from '../../libs/consent/src/notice/served/served-notice.js';
import { type PageSettings as SettingsOfServer } from '../../libs/consent/src/surface/page-settings.js';
import {
  type NoticeMessage,
  type NoticeSurface,
  type NoticeWish as WishOfClient,
} from '../../libs/client/src/state/public-notice.js';

/** `true` where both are one type, members that may be left out and those that may not included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Types as JSON has them: names of categories are any names, and tables of them may hold any. */
type Told<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer One)[]
    ? readonly Told<One>[]
    : { readonly [Name in keyof T]: Told<T[Name]> };

declare const view: VisitorConsentView;
declare const notice: PublicNotice;
declare const settings: SettingsOfServer;

/** What the server says, the client takes. */
export const state: ConsentState = view;
export const shown: NoticeOfClient = notice;
export const told: PageSettings = settings;

/** Members: those that one side alone has; there are none. */
export const stateMembers: Same<keyof ConsentState, keyof VisitorConsentView> = true;
export const noticeMembers: Same<keyof NoticeOfClient, keyof PublicNotice> = true;
export const wishMembers: Same<Exclude<keyof NoticeWish, 'acceptLanguage'>, keyof WishOfClient> = true;
export const categoryMembers: Same<
  keyof NoticeOfClient['categories'][number],
  keyof PublicNotice['categories'][number]
> = true;
export const itemMembers: Same<
  keyof NoticeOfClient['categories'][number]['items'][number],
  keyof PublicNotice['categories'][number]['items'][number]
> = true;

/** Words that both sides know. */
export const standings: Same<ConsentState['state'], VisitorConsentView['state']> = true;
export const regimes: Same<ConsentState['regime'], VisitorConsentView['regime']> = true;
export const signals: Same<ConsentState['signals'], Told<VisitorConsentView['signals']>> = true;
export const decisions: Same<
  ConsentState['decisions'][string],
  NonNullable<VisitorConsentView['decisions']['STATISTICS']>
> = true;
export const messages: Same<NoticeMessage, MessageOfServer> = true;
export const labels: Same<keyof NoticeOfClient['labels'], keyof PublicNotice['labels']> = true;
export const surfaces: Same<NoticeSurface, (typeof NOTICE_SURFACES)[number]> = true;

/** Settings are one type on both sides, in every member. */
export const settingsOfBoth: Same<Told<PageSettings>, Told<SettingsOfServer>> = true;
