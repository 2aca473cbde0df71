import { ConfigurationError, type ConsentCategory } from '@nest-privacy/core';
import { isLine } from '@nest-privacy/core/kit';
import { isLinkTarget } from '../notice/content/link-target.js';
import { type HeadingLevel } from './surface-wish.js';

/** Something of another provider within a page: a film, a map, a form. */
export interface EmbedFrame {
  /** What has to be allowed before it is loaded. */
  readonly category: ConsentCategory;
  /** Where it is: an http(s) URL, or a path of the site. */
  readonly src: string;
  /** What it shows, for people who do not see it: the heading of the placeholder and the name of the frame. */
  readonly title: string;
  /** In CSS pixels; the placeholder takes as much room, so that nothing moves. */
  readonly width: number;
  readonly height: number;
  /** Whose it is, as visitors are told. @default not told */
  readonly provider?: string | undefined;
  /** Level of the placeholder's heading, as fits the page around it. @default 3 */
  readonly headingLevel?: HeadingLevel | undefined;
  /** What the frame may use (Permissions Policy), such as `fullscreen; picture-in-picture`. @default what the browser grants by itself */
  readonly allow?: string | undefined;
  /** `lazy` where it is loaded when it comes into view. @default at once */
  readonly loading?: 'lazy' | undefined;
  /** How much of the page's address its provider learns, such as `no-referrer`. @default as the page's policy says */
  readonly referrerPolicy?: string | undefined;
  /** What the frame may do, such as `allow-scripts allow-same-origin`; empty for nothing. @default all */
  readonly sandbox?: string | undefined;
}

/** The same, complete. */
export interface CheckedFrame extends EmbedFrame {
  readonly headingLevel: HeadingLevel;
}

const LONGEST = 300;
const LARGEST = 10_000;

const isSize = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0 && Number(value) <= LARGEST;

/**
 * The frame, as it may stand in a page.
 *
 * @throws ConfigurationError `CONSENT_EMBED_INVALID` naming the member
 */
export function checkedFrame(frame: EmbedFrame): CheckedFrame {
  const { src, title, width, height, provider, headingLevel = 3 } = frame;
  const faults = [
    !isLinkTarget(src) && '"src" is neither an http(s) URL nor a path of the site',
    !isLine(title, LONGEST) && `"title" is not one line of 1 to ${LONGEST} characters`,
    !(isSize(width) && isSize(height)) && `"width" and "height" are not whole numbers from 1 to ${LARGEST}`,
    provider !== undefined && !isLine(provider, LONGEST) && `"provider" is not one line of ${LONGEST} characters`,
    ...(['allow', 'referrerPolicy', 'sandbox'] as const).map(
      (name) =>
        frame[name] !== undefined &&
        !isLine(frame[name], LONGEST, 0) &&
        `"${name}" is not one line of ${LONGEST} characters`,
    ),
    ![2, 3, 4, 5, 6].includes(headingLevel) && '"headingLevel" is not from 2 to 6',
  ].filter((fault) => fault !== false);
  if (faults.length === 0) return { ...frame, headingLevel };
  throw new ConfigurationError({
    code: 'CONSENT_EMBED_INVALID',
    what: faults.join(', and '),
    where: 'ConsentMarkup.embed',
    remedy: 'describe what is embedded: { category, src, title, width, height }',
  });
}
