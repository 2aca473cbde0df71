import fc from 'fast-check';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { EventTexts } from './event-texts.js';

const texts = new EventTexts(resolveAnalyticsOptions({}));

describe('the texts of an event', () => {
  it('are masked before they are cut, so that no half of an address stays', () => {
    const filler = fc.integer({ min: 480, max: 520 }).map((length) => 'a/'.repeat(length / 2));
    fc.assert(
      fc.property(filler, fc.constantFrom('jane.doe@example.org', '4111 1111 1111 1111'), (before, secret) => {
        const path = `/${before}${encodeURIComponent(secret)}`;
        const title = `${before.slice(-290)} ${secret}`;
        const told = [
          texts.page(path),
          texts.referrer(`https://other.example${path}`, 'example.com'),
          texts.title(title),
        ];
        for (const text of told) {
          expect(text.length).toBeLessThanOrEqual(512);
          expect(text).not.toMatch(/jane|4111/);
        }
      }),
    );
  });

  it.each([
    ['', '', 'direct'],
    ['about:blank', '', 'direct'],
    ['http://[', '', 'direct'],
    ['https://example.com/u/jane@example.org', 'example.com', 'internal'],
    ['https://EXAMPLE.com:443/u', 'example.com', 'internal'],
    ['https://jane:secret@other.example/u?q=jane', 'example.com', 'https://other.example/u'],
    ['https://other.example/u/jane@example.org#top', 'example.com', 'https://other.example/u/:email'],
    ['android-app://com.example.mail/', 'example.com', 'android-app://com.example.mail/'],
  ])('tell of the referrer %j at %j: %s', (referrer, host, told) => {
    expect(texts.referrer(referrer, host)).toBe(told);
  });

  it('tell only where a referrer is from when that is wanted', () => {
    const origins = new EventTexts(resolveAnalyticsOptions({ referrers: 'origin' }));
    expect(origins.referrer('https://other.example:8080/u/42?q=1', 'example.com')).toBe('https://other.example:8080');
    expect(origins.referrer('https://example.com/u/42', 'example.com')).toBe('internal');
  });

  it('have properties that are masked in names and texts, and numbers as they are', () => {
    const given = { mail: 'jane@example.org', 'jane@example.org': true, at: 1_780_000_000_000, none: null };
    expect(texts.properties(given)).toEqual({ mail: ':email', ':email': true, at: 1_780_000_000_000, none: null });
    expect(texts.properties(null)).toBeNull();
  });

  it('have properties that do not grow by being masked', () => {
    const grows = '\ufdfa'.repeat(40);
    const masked = texts.properties({ [`${grows} a@b.example`]: `${grows.repeat(10)} a@b.example` })!;
    expect(
      Object.entries(masked)
        .flat()
        .map((text) => String(text).length),
    ).toEqual([50, 500]);
  });
});
