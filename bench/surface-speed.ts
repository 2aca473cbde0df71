import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowsers } from '../test/setup/browsers.cjs';
import { Bars } from './bars.js';
import { type PageTimings, watchTimings } from './page-timings.js';
import { median } from './statistics.js';
import { startSurfacePage, VENDORS } from './surface-page.js';

const RUNS = Number(process.env.SURFACE_RUNS ?? 9);
/** How much slower than this machine the visitor's is, where it is a telephone. */
const THROTTLING = 4;
/** Of a display that shows 60 in a second, in milliseconds, and what clocks are rounded by. */
const FRAME = 17;
const END = 'end of what is measured';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds of processor time, so that a busy neighbour does not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly url?: string } };
}

const fresh = async (browser: Browser, url: string): Promise<Page> => {
  const visitor = await browser.newContext({ viewport: { width: 375, height: 667 } });
  const page = await visitor.newPage();
  // A page of the site, so that its process stands when what is measured begins.
  await page.goto(`${url}privacy.css`);
  await page.addInitScript(watchTimings);
  return page;
};
const timingsOf = (page: Page): Promise<PageTimings> =>
  page.evaluate(() => (window as unknown as { timings: PageTimings }).timings);
const isReady = (): boolean =>
  customElements.get('privacy-banner') !== undefined && (window as { timings?: PageTimings }).timings!.bannerPaint > 0;

/** A visitor with a slow machine: the page is loaded, clicked where it does nothing (`idle`, what this machine itself takes), and everything accepted. */
async function slowVisit(browser: Browser, url: string): Promise<PageTimings & { readonly idle: number }> {
  const page = await fresh(browser, url);
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
  await page.goto(url);
  await page.waitForFunction(isReady);
  await page.click('h1');
  const idle = (await timingsOf(page)).interaction;
  await page.click('privacy-banner [value=accept-all]');
  await page.waitForFunction((count) => (window as { ran?: number }).ran === count, VENDORS);
  const timings = await timingsOf(page);
  await page.context().close();
  return { ...timings, idle };
}

/** Longest task of the page's own thread, in milliseconds of processor time, from its beginning until everything was refused. */
async function longestTask(browser: Browser, url: string): Promise<number> {
  const page = await fresh(browser, url);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] });
  await page.goto(url);
  await page.waitForFunction(isReady);
  await page.click('privacy-banner [value=reject-all]');
  await page.waitForFunction(() => document.cookie !== '');
  // What comes after belongs to the trace, not to the page.
  await page.evaluate((name) => void performance.mark(name), END);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
  await page.context().close();
  const own = trace.traceEvents.find(({ name, args }) => name === 'ParseHTML' && args !== undefined);
  const end = trace.traceEvents.find(({ name }) => name === END);
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name === 'ThreadControllerImpl::RunTask' && pid === own?.pid && tid === own.tid && ts < end!.ts,
  );
  if (tasks.length === 0) throw new Error('the trace tells of no task of the page');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}

/** How soon the banner is there, and what a click on it and a page with it cost. */
export async function run(): Promise<void> {
  findBrowsers();
  const site = await startSurfacePage();
  const browser = await chromium.launch({ executablePath: process.env.BROWSER_PATH!, args: ['--no-sandbox'] });
  try {
    const visits: Awaited<ReturnType<typeof slowVisit>>[] = [];
    const tasks: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      visits.push(await slowVisit(browser, site.url()));
      tasks.push(await longestTask(browser, site.url()));
    }
    const middle = (of: (visit: (typeof visits)[number]) => number): number => median(visits.map(of));
    console.log(
      `first paint      ${middle(({ firstPaint }) => firstPaint).toFixed(0)} ms, ${THROTTLING} × slower, largest ${middle(({ largestPaint }) => largestPaint).toFixed(0)} ms`,
    );
    console.log(`idle click       ${middle(({ idle }) => idle).toFixed(0)} ms, where nothing listens`);
    const moved = visits.flatMap((visit) => visit.moved);
    if (moved.length > 0) console.log(`moved            ${moved.join(', ')}`);
    const bars = new Bars();
    bars.atMost(
      'interaction of the click that accepts',
      50,
      middle(({ interaction }) => interaction),
      ' ms',
    );
    bars.atMost('longest task, processor time', 50, median(tasks), ' ms');
    bars.atMost(
      'banner after the first paint',
      FRAME,
      middle((one) => one.bannerPaint - one.firstPaint),
      ' ms',
    );
    bars.atMost('layout shift', 0, Math.max(...visits.map(({ layoutShift }) => layoutShift)));
    bars.tell();
  } finally {
    await browser.close();
    await site.stop();
  }
}
