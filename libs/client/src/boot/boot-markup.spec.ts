import { createHash } from 'node:crypto';
import { type PageSettings } from '../state/page-settings.js';
import { BOOT_SHA256, BOOT_SNIPPET, bootMarkup, CONSENT_MODE_SHA256, CONSENT_MODE_SNIPPET } from './index.js';

const settings: PageSettings = {
  paths: { consent: '/consent', events: null, choices: '/privacy?a=</script><!--' },
  cookie: 'privacy_consent',
  categories: ['STATISTICS'],
  regimes: {},
  gpcAffects: [],
  notice: { version: 1, validity: null },
  catalogue: { version: null, renewals: {} },
  reaskNotBefore: { months: 6 },
  showsGpc: false,
  signals: null,
};

describe('the markup of the head', () => {
  it.each([
    [{}, BOOT_SNIPPET, BOOT_SHA256],
    [{ consentMode: true }, CONSENT_MODE_SNIPPET, CONSENT_MODE_SHA256],
  ])(
    'holds the settings as data that cannot end their element, and then a constant snippet: %j',
    (options, constant, digest) => {
      const [, data, snippet] =
        /^<script type="application\/json" id="nest-privacy">(.*?)<\/script><script>(.*)<\/script>$/.exec(
          bootMarkup(settings, options),
        )!;
      expect(JSON.parse(data!)).toEqual(settings);
      expect(data).not.toContain('<');
      expect(snippet).toBe(constant);
      expect(snippet).not.toMatch(/<\/script|<!--/);
      expect(digest).toBe(`sha256-${createHash('sha256').update(snippet!).digest('base64')}`);
    },
  );

  it('has the nonce of the answer, and refuses what is none', () => {
    expect(bootMarkup(settings, { nonce: 'r4nd-_m+/==' })).toContain('</script><script nonce="r4nd-_m+/==">');
    for (const nonce of ['', 'a"b', 'a b', '===', "a'><script>"])
      expect(() => bootMarkup(settings, { nonce })).toThrow(TypeError);
  });
});
