import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf } from './compile.js';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = 'libs/client/examples';

const examples = readdirSync(join(ROOT, EXAMPLES), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `${EXAMPLES}/${file}`);
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What frameworks are to refuse, each in the words of one of them. */
const WRONG = {
  'an attribute of React that nobody knows': `
    import '@nest-privacy/client/react';
    export const wrong = <privacy-embed categry="MARKETING" />;`,
  'a value of React that is none': `
    import '@nest-privacy/client/react';
    export const wrong = <privacy-embed category="MARKETING" loading="later" />;`,
  'an attribute of Vue that is forgotten': `
    import { type GlobalComponents } from 'vue';
    import '@nest-privacy/client/vue';
    export const wrong: InstanceType<GlobalComponents['privacy-embed']>['$props'] = { title: 'without a category' };`,
  'an attribute of Svelte that is forgotten': `
    import { type SvelteHTMLElements } from 'svelte/elements';
    import '@nest-privacy/client/svelte';
    export const wrong: SvelteHTMLElements['privacy-embed'] = { title: 'without a category' };`,
};
const wrong = Object.entries(WRONG).map(([what, text], i) => [what, `${EXAMPLES}/wrong-${i}.tsx`, text] as const);
const RIGHT = `
  import { type GlobalComponents } from 'vue';
  import { type SvelteHTMLElements } from 'svelte/elements';
  import '@nest-privacy/client/react';
  import '@nest-privacy/client/svelte';
  import '@nest-privacy/client/vue';
  export const react = <><privacy-banner heading-level={3} id="a" /><privacy-dialog /><privacy-embed category="A" allowfullscreen /></>;
  export const vue: InstanceType<GlobalComponents['privacy-embed']>['$props'] = { category: 'A', width: 5, class: 'b' };
  export const svelte: SvelteHTMLElements['privacy-banner'] = { 'in-modals': true, class: 'b' };
  export const dom: DOMTokenList | undefined = document.querySelector('privacy-settings-link')?.classList;`;

describe('the examples for frameworks', () => {
  const right = `${EXAMPLES}/right.tsx`;
  const faults = faultsOf({
    ...Object.fromEntries(examples.map((path) => [path, textOf(path)])),
    ...Object.fromEntries(wrong.map(([, path, text]) => [path, text])),
    [right]: RIGHT,
  });

  it('are there for React, Vue, Svelte and Angular', () => {
    expect(examples.map((path) => path.split('/')[3])).toEqual(
      expect.arrayContaining(['angular', 'react', 'svelte', 'vue']),
    );
  });

  it.each([...examples, right])('compile: %s', (path) => {
    expect(faults.get(path)).toEqual([]);
  });

  it.each(wrong)('could not say %s', (_, path) => {
    expect(faults.get(path)).toHaveLength(1);
  });

  it.each(examples)('are 20 lines at most: %s', (path) => {
    expect(
      textOf(path)
        .split('\n')
        .filter((line) => /\S/.test(line)).length,
    ).toBeLessThanOrEqual(20);
  });
});
