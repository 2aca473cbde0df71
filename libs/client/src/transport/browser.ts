import { tried } from './tried.js';

/** The parts of the browser that are used, each of which may be missing or forbidden. */
export interface Browser {
  readonly location?: { readonly href: string };
  readonly document?: {
    readonly title: string;
    readonly referrer: string;
    readonly cookie?: string;
    readonly documentElement?: { readonly lang: string };
  };
  readonly screen?: { readonly width: number; readonly height: number };
  readonly navigator?: {
    readonly language?: string;
    readonly globalPrivacyControl?: unknown;
    readonly doNotTrack?: unknown;
    sendBeacon?(url: string, body: string): boolean;
  };
  readonly localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  readonly parent?: Browser;
}

export const browser = globalThis as Browser;

/** `document.cookie`; empty where it is forbidden, and nothing that is a cookie where there is none, or a form of that name in its place. */
export const pageCookies = (): string => tried(() => String(browser.document!.cookie)) ?? '';

/** Whether the page stands in a frame of another origin, where the site's cookies may not come along and nobody sees whose page it is. */
export const isInForeignFrame = (): boolean =>
  !tried(() => {
    for (let frame = browser; frame.parent && frame.parent !== frame; frame = frame.parent)
      void frame.parent.location!.href;
    return true;
  });
