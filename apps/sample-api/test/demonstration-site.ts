import { type TestPage } from '../../../test/browsers/index.js';
import { type PretendVendor, startPretendVendor } from '../src/vendors/pretend-vendor.js';
import { VENDOR_NAMES } from '../src/vendors/vendor.js';
import { type AppProcess, startProcess } from './app-process.js';

export const ACCEPT = 'privacy-banner [value=accept-all]';
export const REJECT = 'privacy-banner [value=reject-all]';
export const SETTINGS = 'footer .np-settings';

/** The demonstration site, in a process of its own, with vendors that are pretended. */
export interface DemonstrationSite {
  readonly url: string;
  /** What vendors were asked for in this test, sorted. */
  asked(): string[];
}

/** Starts it before the tests of the suite that calls this, and ends it after them. */
export function demonstrationSite(): DemonstrationSite {
  let app: AppProcess;
  let vendors: readonly PretendVendor[];

  beforeAll(async () => {
    vendors = await Promise.all(VENDOR_NAMES.map(() => startPretendVendor()));
    const VENDORS = VENDOR_NAMES.map((name, i) => `${name}=${vendors[i]!.origin}`).join(',');
    app = await startProcess({ VENDORS });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await Promise.all(vendors.map((vendor) => vendor.close()));
  });
  beforeEach(() => vendors.forEach(({ requests }) => (requests as string[]).splice(0)));

  return {
    get url() {
      return app.url;
    },
    asked: () => vendors.flatMap(({ requests }) => requests).sort(),
  };
}

/** What the page says of the vendors: of the script that counts, of the one that recommends, and how many frames there are. */
export const shown = (page: TestPage): Promise<{ visits: string; readers: number; frames: number }> =>
  page.evaluate(() => ({
    visits: document.querySelector('[data-pagecount=visits]')!.textContent.trim(),
    readers: document.querySelectorAll('[data-pagecount=readers] [lang=en]').length,
    frames: document.querySelectorAll('privacy-embed iframe[src]').length,
  }));

export const hasBanner = (page: TestPage): Promise<boolean> =>
  page.evaluate(() => document.querySelector('privacy-banner section') !== null);

/** Whether the server takes the visitor for one who allows marketing. */
export const isOpen = (page: TestPage): Promise<boolean> =>
  page.evaluate(async () => (await fetch('/offers', { headers: { Accept: 'application/json' } })).ok);

/** What the choices on the page itself say. */
export const chosen = (page: TestPage): Promise<unknown> =>
  page.evaluate(() => ({
    boxes: [...document.querySelectorAll<HTMLInputElement>('#np-preferences [type=checkbox]')].map(
      ({ checked }) => checked,
    ),
    days: document.querySelectorAll('#np-preferences .np-standing time[datetime]').length,
    withdraws: document.querySelector('#np-preferences [value=withdraw]') !== null,
  }));
