import { RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { ReferrerClassifier } from './referrer-classifier.js';

const proxies = new TrustedProxies();
const sites = new SiteResolver([{ id: 'shop', hosts: ['shop.example', '*.shop.example'] }], proxies);
const classifier = new ReferrerClassifier(['example.org', 'google.ch'], proxies, sites);

const classify = (referer?: string, url = '/', host = 'shop.example:8080') =>
  classifier.classify(new RequestView({ url, headers: { host, ...(referer !== undefined && { referer }) } }));

describe('ReferrerClassifier', () => {
  it.each([
    [undefined, 'direct'],
    ['', 'direct'],
    ['https://shop.example/cart?x=1', 'internal'],
    ['http://www.shop.example/', 'internal'],
    ['https://www.google.com/', 'search'],
    ['https://google.co.uk/search?q=x', 'search'],
    ['https://www.google.de', 'search'],
    ['https://docs.google.com/document', 'referral'],
    ['https://duckduckgo.com/', 'search'],
    ['https://de.search.yahoo.com/', 'search'],
    ['android-app://com.google.android.googlequicksearchbox/', 'search'],
    ['https://l.facebook.com/l.php?u=x', 'social'],
    ['https://t.co/abc', 'social'],
    ['https://not.co/abc', 'referral'],
    ['https://chatgpt.com/', 'ai'],
    ['https://gemini.google.com/app', 'ai'],
    ['https://mail.google.com/mail/u/0', 'email'],
    ['https://webmail.provider.example/', 'email'],
    ['https://blog.example.net/post', 'referral'],
    ['https://HAXX0R@blog.example.net:8443/post', 'referral'],
    ['https://example.org/', 'example.org'],
    ['https://news.EXAMPLE.org/a', 'example.org'],
    ['https://google.ch/', 'google.ch'],
    ['https://notexample.org/', 'referral'],
    ['https://example.org.evil.example/', 'referral'],
    ['javascript:alert(1)', 'other'],
    ['/relative', 'other'],
    ['https://', 'other'],
    ['https://sp ace/', 'other'],
    [`https://${'a'.repeat(500)}/`, 'other'],
  ])('takes %s for %s', (referer, expected) => expect(classify(referer)).toBe(expected));

  it.each([
    ['/?utm_medium=cpc', 'paid'],
    ['/?a=1&UTM_MEDIUM=PAID-social', 'paid'],
    ['/?utm_source=google&gclid=abc', 'paid'],
    ['/?gclid=abc', 'referral'],
    ['/?utm_source=letter&utm_medium=E-Mail', 'email'],
    ['/?utm_medium=organic', 'search'],
    ['/?utm_source=chatgpt.com', 'ai'],
    ['/?utm_medium=affiliate', 'referral'],
    ['/?q=gclid', 'referral'],
  ])('believes the landing URL %s: %s', (url, expected) =>
    expect(classify('https://a.example.net/', url)).toBe(expected),
  );

  it.each([
    [undefined, '/?gclid=abc', 'paid'],
    [undefined, '/?utm_campaign=spring', 'direct'],
    ['/relative', '/?utm_medium=cpc', 'paid'],
    ['https://www.google.com/', '/?gclid=abc', 'paid'],
    ['https://example.org/', '/?utm_campaign=spring', 'example.org'],
    ['https://example.org/', '/?fbclid=abc', 'example.org'],
    ['https://example.org/', '/?utm_medium=cpc', 'paid'],
    ['https://www.youtube.com/', '/', 'social'],
    ['https://www.amazon.de/', '/', 'referral'],
    ['https://www.cnn.com/', '/', 'referral'],
  ])('takes %s at %s for %s', (referer, url, expected) => expect(classify(referer, url)).toBe(expected));

  it('takes its own pages for internal, whatever their links carry', () => {
    expect(classify('https://shop.example/', '/?utm_medium=cpc')).toBe('internal');
    expect(classify('http://[::1]:3000/a', '/', '[::1]:3000')).toBe('internal');
  });

  it('does not take a foreign host for internal where one site has every host', () => {
    const everywhere = new ReferrerClassifier([], proxies, new SiteResolver());
    const view = (referer: string) => new RequestView({ url: '/', headers: { host: 'a.example', referer } });
    expect(everywhere.classify(view('https://b.example/'))).toBe('referral');
    expect(everywhere.classify(view('https://a.example/'))).toBe('internal');
  });
});
