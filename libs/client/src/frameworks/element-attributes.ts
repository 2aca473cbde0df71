/** What `<privacy-banner>` takes beside the attributes of every element. */
export interface PrivacyBannerAttributes {
  /** Level of its heading, 1 to 6. @default 2 */
  'heading-level'?: number | string | undefined;
  /** Whether it goes into a modal dialog of the page while one is open, instead of waiting behind it. @default false */
  'in-modals'?: boolean | '' | undefined;
}

/** What `<privacy-embed>` takes beside the attributes of every element. */
export interface PrivacyEmbedAttributes {
  /** The category that must be allowed. */
  category: string;
  /** Address of the frame; without it, the element holds what the gate has parked. @default none */
  src?: string | undefined;
  /** Name of the content, which the frame has, too. @default none */
  title?: string | undefined;
  /** CSS pixels; with the height, the place is kept free. @default that of the style */
  width?: number | string | undefined;
  /** CSS pixels. @default that of the style */
  height?: number | string | undefined;
  /** Who provides the content. @default not told */
  provider?: string | undefined;
  /** Level of the placeholder's heading, 1 to 6. @default 3 */
  'heading-level'?: number | string | undefined;
  /** As of a frame. @default none */
  allow?: string | undefined;
  /** As of a frame. @default false */
  allowfullscreen?: boolean | '' | undefined;
  /** As of a frame. @default 'eager' */
  loading?: 'eager' | 'lazy' | undefined;
  /** As of a frame. @default that of the page */
  referrerpolicy?: string | undefined;
  /** As of a frame. @default none */
  sandbox?: string | undefined;
}
