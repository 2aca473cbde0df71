import { type PublicNotice } from '../notice/render-notice.js';

/** Level of a heading that stands beneath the page's own. */
export type HeadingLevel = 2 | 3 | 4 | 5 | 6;

/** How a page wants what it shows. */
export interface SurfaceWish {
  /**
   * Whether caches may keep the page for everybody: then nothing of it depends on the visitor, the banner is `hidden` until the page's own script or stylesheet shows
   * it, and what is strictest holds. A page that is not shared must not be kept by any cache.
   * @default false
   */
  readonly shared?: boolean | undefined;
  /** Language of the page, such as `de`. @default what the visitor's `Accept-Language` wants, and on a shared page the notice's default language */
  readonly language?: string | undefined;
  /** Name of a variant of the notice. @default the notice's own wording */
  readonly variant?: string | undefined;
  /** The notice itself, where it is kept elsewhere than here. @default the published one; where there is none, nothing is shown */
  readonly notice?: PublicNotice | undefined;
  /**
   * Where forms lead back to: a path of this site of at most 2 048 characters, which anything else is passed over for.
   * @default the page itself; without its query where it is shared, or too long with it
   */
  readonly redirect?: string | undefined;
}

/** How a page wants its banner. */
export interface BannerWish extends SurfaceWish {
  /** `asked`: where the visitor is to be asked alone; `always`: also where they were, as where the law wants people told without being asked. @default 'asked' */
  readonly show?: 'asked' | 'always' | undefined;
  /** Level of its heading, as fits the page around it. @default 2 */
  readonly headingLevel?: HeadingLevel | undefined;
  /** Whether it goes into a modal dialog of the page while one is open, which would leave it out of reach otherwise. @default false */
  readonly inModals?: boolean | undefined;
}
