import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const LINK = /\[[^\]]*\]\(([^)\s]+)\)(?:: ((?:"[^"]+"(?:, )?)+))?/g;

/** A link of a page, and the names of tests that are said to stand where it leads. */
export interface Link {
  readonly page: string;
  /** The file that it leads to, seen from the root. */
  readonly file: string;
  readonly names: readonly string[];
}

/** @param path seen from the root, as everywhere here */
export const readPage = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The links of a page, or of a piece of it, that lead into this repository. */
export const linksOf = (page: string, text = readPage(page)): Link[] =>
  [...text.matchAll(LINK)]
    .map(([, target = '', names = '']) => ({ target: target.replace(/#.*$/, ''), names }))
    .filter(({ target }) => target !== '' && !/^(https?:|mailto:)/.test(target))
    .map(({ target, names }) => ({
      page,
      file: join(dirname(page), target),
      names: [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name!),
    }));

export const isThere = ({ file }: Link): boolean => existsSync(join(ROOT, file));

const STRING = /'(?:[^'\\]|\\.)*'|`[^`]*`|"(?:[^"\\]|\\.)*"/.source;
/** `it('…',`, or the end of a table of cases and its title: `])('…',`. */
const TITLE = new RegExp(String.raw`(?:(?<![\w.])it\(\s*|\)\(\s*)(${STRING})\s*,`, 'g');
const SKIPPED = /(?<![\w.])(?:xit|xtest|xdescribe|(?:it|describe)\.(?:skip|todo|failing))\b/;

/** The titles of the tests of a file that are run; none where any is skipped, for then it is not told which. */
export const titlesIn = (source: string): ReadonlySet<string> =>
  new Set(
    SKIPPED.test(source)
      ? []
      : [...source.matchAll(TITLE)].map(([, title]) => title!.slice(1, -1).replaceAll(/\\(.)/g, '$1')),
  );
