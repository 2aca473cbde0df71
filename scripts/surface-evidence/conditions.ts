import { type VisitorOptions } from '../../test/browsers/test-page.js';

/** Under which conditions one picture is taken. */
export interface Condition {
  readonly language: string;
  readonly theme: string;
  readonly size: string;
  /** How a browser is opened for it. */
  readonly visitor: VisitorOptions;
}

const THEMES: Readonly<Record<string, VisitorOptions>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  contrast: { forcedColors: true },
};

/** A telephone, and a screen on a desk. */
const SIZES = { narrow: { width: 375, height: 667 }, wide: { width: 1280, height: 800 } } as const;

/** Each language with each theme in each size. */
export const conditionsOf = (languages: readonly string[]): Condition[] =>
  languages.flatMap((language) =>
    Object.entries(THEMES).flatMap(([theme, media]) =>
      Object.entries(SIZES).map(([size, viewport]) => ({
        language,
        theme,
        size,
        visitor: { ...media, viewport, language, reducedMotion: true },
      })),
    ),
  );
