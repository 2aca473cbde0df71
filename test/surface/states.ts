import { type TestPage } from '../browsers/index.js';

/** A state of the surface, and how a page with a banner that asks comes to it. They follow upon one another. */
export interface State {
  readonly name: 'banner and embed' | 'dialog' | 'items' | 'status';
  readonly reach: (page: TestPage) => Promise<unknown>;
}

export const STATES: readonly State[] = [
  {
    name: 'banner and embed',
    reach: (page) =>
      page.until(
        () =>
          document.querySelector('.np-banner')?.checkVisibility() &&
          document.querySelector('.np-embed')?.checkVisibility() &&
          document.querySelector('privacy-settings-link a') !== null,
      ),
  },
  {
    name: 'dialog',
    reach: async (page) => {
      await page.evaluate(() => (window as unknown as { openSettings(): Promise<void> }).openSettings());
      await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    },
  },
  {
    name: 'items',
    reach: (page) =>
      page.evaluate(() =>
        document.querySelectorAll<HTMLDetailsElement>('#np-dialog details').forEach((one) => (one.open = true)),
      ),
  },
  {
    name: 'status',
    reach: async (page) => {
      await page.evaluate(() => document.querySelector('dialog')!.close());
      await page.evaluate(() => document.querySelector<HTMLElement>('.np-banner [value=reject-all]')!.click());
      await page.until(() => document.querySelector('.np-status')?.textContent?.trim());
    },
  },
];
