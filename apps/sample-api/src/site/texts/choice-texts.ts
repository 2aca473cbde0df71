import { type Html } from '../html.js';
import { type Standing } from '../pages/standing.js';

/** How a purpose is called, and what it is for. */
export interface CategoryText {
  readonly name: string;
  readonly description: string;
}

/** What the site says of decisions, beside what its notice says. */
export interface ChoiceTexts {
  /** Where the visitor stands. */
  readonly title: string;
  readonly gpc: string;
  /** Where the law wants it shown that the signal was honoured. */
  readonly gpcHonoured: string;
  readonly dntOn: string;
  readonly dntOff: string;
  readonly noSignal: string;
  readonly on: string;
  readonly off: string;
  readonly always: string;
  readonly standings: Readonly<Record<Standing, string>>;
  readonly withdrawn: string;
  /** @param names of what is on now */
  readonly saved: (names: readonly string[]) => string;
}

/** Why a page stays closed, and how it opens. */
export interface RefusedTexts {
  readonly title: string;
  readonly why: string;
  readonly reasons: Readonly<Record<Exclude<Standing, 'allowed'>, (category: Html) => Html>>;
  /** What it would mean to allow it. */
  readonly means: string;
  readonly details: string;
  readonly gpc: string;
  /** @param categories their names, which are what is granted */
  readonly allow: (categories: readonly string[]) => string;
  readonly refuse: string;
  readonly rest: string;
}
