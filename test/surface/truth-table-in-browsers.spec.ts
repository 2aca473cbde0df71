import fc from 'fast-check';
import { BOOT_SNIPPET, CONSENT_MODE_SNIPPET } from '../../libs/client/src/boot/index.js';
import { type ConsentState } from '../../libs/client/src/state/consent-state.js';
import { bundleOf, inBrowsers, TestSite } from '../browsers/index.js';
import { type CookieQuestion, cookieQuestion } from './cookie-question.js';

/** What a page makes of a question: the state of a client, and what the snippets of its head did, without Consent Mode and with it. */
interface Outcome {
  readonly state: unknown;
  readonly consent: readonly (string | undefined)[];
  /** What the latter told `dataLayer`, as lists; the former tells it nothing. */
  readonly layer: readonly (readonly unknown[])[];
}

/** Plain, as they cross into a page. */
const VECTORS = JSON.parse(JSON.stringify(fc.sample(cookieQuestion, { numRuns: 400, seed: 8 }))) as CookieQuestion[];

/** Runs in the page: gives it the cookies and the clock of each question, and asks. */
function outcomes(questions: readonly CookieQuestion[], snippets: readonly string[]): Outcome[] {
  const page = window as unknown as {
    createConsentClient(options: object): { state(): unknown };
    dataLayer?: ArrayLike<unknown>[] | undefined;
  };
  return questions.map(({ cookies, settings, now }) => {
    Object.defineProperty(document, 'cookie', { configurable: true, get: () => cookies });
    Date.now = () => now;
    page.dataLayer = undefined;
    document.getElementById('nest-privacy')!.textContent = JSON.stringify(settings);
    const consent = snippets.map((snippet) => {
      if (page.dataLayer) throw new Error('was told by the snippet that tells nothing');
      (0, eval)(snippet);
      return document.documentElement.dataset['consent'];
    });
    return {
      state: page.createConsentClient({ page: settings }).state(),
      consent,
      layer: page.dataLayer!.map((command) => Array.from(command)),
    };
  });
}

/** Names of the types that a command of Consent Mode grants. */
const granted = (command: readonly unknown[] | undefined): string[] =>
  Object.entries(command?.[2] as Record<string, string>)
    .filter(([, mode]) => mode === 'granted')
    .map(([name]) => name);

const grantedBy = ({ allowed }: Pick<ConsentState, 'allowed'>): string[] => [
  ...(allowed['MARKETING'] ? ['ad_storage', 'ad_user_data', 'ad_personalization'] : []),
  ...(allowed['STATISTICS'] ? ['analytics_storage'] : []),
  'security_storage',
];

inBrowsers('a page of a browser', (browser) => {
  let site: TestSite;
  beforeAll(async () => (site = await TestSite.start()));
  afterAll(() => site.stop());

  it('answers from the cookie as the server does, in its head and in its client', async () => {
    const source = `import { createConsentClient } from '@nest-privacy/client'; Object.assign(window, { createConsentClient });`;
    const client = await bundleOf({ source }, { format: 'iife', minify: true });
    const settings = '<script type="application/json" id="nest-privacy"></script>';
    site.page('/', `<!doctype html><title>Test</title>${settings}<script>${client}</script>`);
    const tab = await browser.open(site.url());
    const told = await tab.evaluate(outcomes, VECTORS, [BOOT_SNIPPET, CONSENT_MODE_SNIPPET]);
    for (const [i, { cookies, answer }] of VECTORS.entries()) {
      const { state, consent, layer } = told[i]!;
      expect([cookies, state]).toEqual([cookies, answer]);
      const word = answer.promptRequired ? 'ask' : 'decided';
      expect([cookies, ...consent]).toEqual([cookies, word, word]);
      const isTold = answer.recordId !== null || Object.values(answer.allowed).filter(Boolean).length > 1;
      expect(layer.map(([consentWord, command]) => [consentWord, command])).toEqual([
        ['consent', 'default'],
        ...(isTold ? [['consent', 'update']] : []),
      ]);
      expect(granted(layer[0])).toEqual(['security_storage']);
      if (isTold) expect(granted(layer[1])).toEqual(grantedBy(answer));
      expect(Object.keys(layer[0]![2] as object)).toHaveLength(7);
    }
    expect(tab.requests.filter(({ url }) => url.includes('consent'))).toEqual([]);
    expect(tab.faults).toEqual([]);
  });
});
