import { type TestPage } from '../../test/browsers/test-page.js';

/** One thing that visitors may be shown, and how they come to see it. */
export interface EvidenceState {
  readonly name: string;
  /** Page of the site. */
  readonly path: string;
  /** Whether the browser sends Global Privacy Control. @default false */
  readonly gpc?: boolean;
  /** Brings the page there. */
  readonly reach: (page: TestPage) => Promise<unknown>;
  /** What must be in view then. */
  readonly shows: string;
}

const BANNER = 'privacy-banner .np-banner';

/** Leaves the question behind. */
const reject = (page: TestPage): Promise<void> => page.click(`${BANNER} [value=reject-all]`);

/** Opens all choices, as the button of the banner does. */
async function openDialog(page: TestPage): Promise<void> {
  await page.click(`${BANNER} [form=np-choices]`);
  await page.until(() => document.querySelector('#np-dialog[open]') !== null);
}

/** Every state of the notice that the site has. */
export const STATES: readonly EvidenceState[] = [
  { name: 'banner', path: '/', reach: () => Promise.resolve(), shows: BANNER },
  { name: 'banner-gpc', path: '/', gpc: true, reach: () => Promise.resolve(), shows: BANNER },
  { name: 'dialog', path: '/', reach: openDialog, shows: '#np-dialog[open]' },
  {
    name: 'dialog-details',
    path: '/',
    reach: async (page) => {
      await openDialog(page);
      await page.evaluate(() =>
        document.querySelectorAll('#np-dialog details').forEach((one) => one.setAttribute('open', '')),
      );
    },
    shows: '#np-dialog details[open]',
  },
  { name: 'dialog-gpc', path: '/', gpc: true, reach: openDialog, shows: '#np-dialog[open]' },
  { name: 'choices', path: '/privacy', reach: reject, shows: '#np-preferences' },
  { name: 'placeholder', path: '/visit', reach: reject, shows: 'privacy-embed .np-embed' },
  {
    name: 'status',
    path: '/articles',
    reach: async (page) => {
      await reject(page);
      await page.until(() => document.querySelector('.np-status')?.textContent.trim());
    },
    shows: '.np-status',
  },
];
