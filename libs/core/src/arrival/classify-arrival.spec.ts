import { marksOf } from './address-marks.js';
import { CHANNELS } from './channel.js';
import { classifyArrival } from './classify-arrival.js';
import { searchedFor } from './search-keyword.js';
import { sourceOfHost } from './source-of-host.js';

/** Host and query of the page that led here, query of the page that was asked for, channel, and name of who led here; `-` where there is none. */
const CASES = `
-                               | -                                                | Direct           | -
-                               | utm_campaign=spring                              | Direct           | -
-                               | a=1&b=2                                          | Direct           | -
blog.example                    | -                                                | Referral         | -
blog.example                    | utm_campaign=spring                              | Referral         | -
-                               | utm_source=newsletter                            | Referral         | -
-                               | utm_medium=referral                              | Referral         | -
-                               | utm_medium=app                                   | Referral         | -
-                               | utm_medium=link                                  | Referral         | -
notgoogle.example               | -                                                | Referral         | -
docs.google.com                 | -                                                | Referral         | -
google.com.evil.example         | -                                                | Referral         | -
192.0.2.1                       | -                                                | Referral         | -
blog.example                    | utm_campaign=Cross-Network                       | Cross-network    | -
google.com                      | utm_medium=cpc&utm_campaign=x-cross-network-y    | Cross-network    | Google
amazon.de                       | utm_medium=cpc                                   | Paid Shopping    | Amazon
-                               | utm_source=ebay&utm_medium=PPC                   | Paid Shopping    | eBay
-                               | utm_source=etsy-ads                              | Paid Shopping    | Etsy
google.com                      | utm_medium=cpc&utm_campaign=Shopping             | Paid Shopping    | Google
google.com                      | utm_medium=cpc&utm_campaign=shop-2026            | Paid Shopping    | Google
google.com                      | utm_medium=cpc&utm_campaign=e-shop               | Paid Shopping    | Google
google.com                      | utm_medium=cpc&utm_campaign=eshop                | Paid Shopping    | Google
google.com                      | utm_medium=cpc&utm_campaign=workshop             | Paid Search      | Google
google.com                      | utm_medium=cpc&utm_campaign=workshopping         | Paid Shopping    | Google
google.com                      | utm_medium=cpc&utm_campaign=workshop+shop        | Paid Shopping    | Google
www.google.com                  | utm_medium=cpc                                   | Paid Search      | Google
google.com                      | UTM_MEDIUM=CPC                                   | Paid Search      | Google
google.com                      | Utm_Medium=Paid                                  | Paid Search      | Google
google.co.uk                    | utm_medium=paidsearch                            | Paid Search      | Google
google.com                      | utm_medium=cpm                                   | Paid Search      | Google
www.bing.com                    | utm_medium=retargeting                           | Paid Search      | Bing
duckduckgo.com                  | utm_medium=ppc                                   | Paid Search      | DuckDuckGo
-                               | utm_source=google&utm_medium=cpc                 | Paid Search      | Google
-                               | utm_source=GOOGLE&utm_medium=CPC                 | Paid Search      | Google
-                               | utm_source=google-ads                            | Paid Search      | Google
-                               | utm_source=googleads&utm_medium=whatever         | Paid Search      | Google
-                               | utm_source=Bing+Ads                              | Paid Search      | Bing
-                               | utm_source=yandex.ru&utm_medium=cpc              | Paid Search      | Yandex
google.com                      | gclid=abc                                        | Paid Search      | Google
google.com                      | GCLID=abc                                        | Paid Search      | Google
google.de                       | gbraid=abc                                       | Paid Search      | Google
google.de                       | wbraid=abc                                       | Paid Search      | Google
google.de                       | gclid=                                           | Organic Search   | Google
-                               | gclid=abc                                        | Paid Search      | Google
-                               | utm_source=google&gclid=abc                      | Paid Search      | Google
bing.com                        | msclkid=abc                                      | Paid Search      | Bing
-                               | msclkid=abc                                      | Paid Search      | Bing
yandex.ru                       | yclid=abc                                        | Paid Search      | Yandex
duckduckgo.com                  | gclid=abc                                        | Organic Search   | DuckDuckGo
google.com                      | msclkid=abc                                      | Organic Search   | Google
bing.com                        | gclid=abc                                        | Organic Search   | Bing
-                               | utm_source=facebook&gclid=abc                    | Organic Social   | Facebook
blog.example                    | gclid=abc                                        | Referral         | -
facebook.com                    | utm_medium=paid                                  | Paid Social      | Facebook
-                               | utm_source=fb&utm_medium=paid-social             | Paid Social      | Facebook
-                               | utm_source=facebookads                           | Paid Social      | Facebook
-                               | utm_source=FB_ads                                | Paid Social      | Facebook
-                               | utm_source=ig&utm_medium=cpc                     | Paid Social      | Instagram
-                               | utm_source=linkedin-ad                           | Paid Social      | LinkedIn
t.co                            | utm_medium=cpc                                   | Paid Social      | X (Twitter)
youtube.com                     | utm_medium=cpc                                   | Paid Video       | YouTube
-                               | utm_source=youtube&utm_medium=cpv-cp             | Paid Video       | YouTube
-                               | utm_source=youtubeads                            | Paid Video       | YouTube
vimeo.com                       | utm_medium=paid                                  | Paid Video       | Vimeo
blog.example                    | utm_medium=display                               | Display          | -
-                               | utm_medium=banner                                | Display          | -
-                               | utm_medium=Expandable                            | Display          | -
-                               | utm_source=partner&utm_medium=interstitial       | Display          | -
-                               | utm_source=partner&utm_medium=cpm                | Display          | -
google.com                      | utm_medium=display                               | Display          | Google
-                               | dclid=abc                                        | Display          | Google
-                               | utm_source=partner&utm_medium=cpc                | Paid Other       | -
-                               | utm_medium=ppc                                   | Paid Other       | -
blog.example                    | utm_medium=retargeting                           | Paid Other       | -
-                               | utm_source=chatgpt&utm_medium=paid               | Paid Other       | ChatGPT
-                               | utm_source=partner&utm_medium=xcpx               | Paid Other       | -
-                               | utm_source=partner&utm_medium=unpaid             | Referral         | -
-                               | utm_source=partner&utm_medium=ppcs               | Referral         | -
www.amazon.com                  | -                                                | Organic Shopping | Amazon
smile.amazon.co.uk              | -                                                | Organic Shopping | Amazon
-                               | utm_source=letter&utm_campaign=shopping          | Organic Shopping | -
-                               | utm_campaign=Shop+now                            | Organic Shopping | -
www.facebook.com                | -                                                | Organic Social   | Facebook
l.facebook.com                  | fbclid=abc                                       | Organic Social   | Facebook
-                               | fbclid=abc                                       | Organic Social   | Facebook
t.co                            | -                                                | Organic Social   | X (Twitter)
x.com                           | -                                                | Organic Social   | X (Twitter)
old.reddit.com                  | -                                                | Organic Social   | Reddit
com.reddit.frontpage            | -                                                | Organic Social   | Reddit
org.telegram.messenger          | -                                                | Organic Social   | Telegram
news.ycombinator.com            | -                                                | Organic Social   | Hacker News
-                               | utm_source=threads                               | Organic Social   | Threads
-                               | utm_source=hackernews                            | Organic Social   | Hacker News
blog.example                    | utm_medium=social                                | Organic Social   | -
-                               | utm_medium=social%20network                      | Organic Social   | -
-                               | utm_medium=SM                                    | Organic Social   | -
-                               | utm_source=partner&utm_medium=social-media       | Organic Social   | -
www.youtube.com                 | -                                                | Organic Video    | YouTube
youtu.be                        | -                                                | Organic Video    | YouTube
-                               | utm_source=partner&utm_medium=instream-video     | Organic Video    | -
player.vimeo.com                | -                                                | Organic Video    | Vimeo
chatgpt.com                     | -                                                | AI Assistants    | ChatGPT
-                               | utm_source=chatgpt.com                           | AI Assistants    | ChatGPT
gemini.google.com               | -                                                | AI Assistants    | Gemini
www.perplexity.ai               | -                                                | AI Assistants    | Perplexity
claude.ai                       | -                                                | AI Assistants    | Claude
copilot.microsoft.com           | -                                                | AI Assistants    | Copilot
www.google.com                  | -                                                | Organic Search   | Google
google.com.br                   | -                                                | Organic Search   | Google
com.google.android.googlequicksearchbox | -                                        | Organic Search   | Google
search.brave.com                | -                                                | Organic Search   | Brave Search
de.search.yahoo.com             | -                                                | Organic Search   | Yahoo!
search.yahoo.co.jp              | -                                                | Organic Search   | Yahoo! Japan
www.ecosia.org                  | -                                                | Organic Search   | Ecosia
html.duckduckgo.com             | -                                                | Organic Search   | DuckDuckGo
blog.example                    | utm_medium=organic                               | Organic Search   | -
www.cnn.com?query=nest          | -                                                | Organic Search   | Google
www.cnn.com                     | -                                                | Referral         | -
-                               | utm_source=cnn.com                               | Referral         | -
-                               | utm_source=orange                                | Referral         | -
-                               | utm_source=newsletter&utm_medium=email           | Email            | -
-                               | utm_source=e-mail                                | Email            | -
-                               | utm_medium=e_mail                                | Email            | -
-                               | utm_medium=E%20Mail                              | Email            | -
-                               | utm_medium=e+mail                                | Email            | -
-                               | utm_source=gmail                                 | Email            | Gmail
mail.google.com                 | -                                                | Email            | Gmail
webmail.provider.example        | -                                                | Email            | -
mail2.provider.example          | -                                                | Email            | -
mailing.provider.example        | -                                                | Referral         | -
google.com                      | utm_source=letter&utm_medium=email               | Email            | -
-                               | utm_source=partner&utm_medium=affiliate          | Affiliates       | -
-                               | utm_source=podcast&utm_medium=audio              | Audio            | -
-                               | utm_medium=sms                                   | SMS              | -
-                               | utm_source=SMS                                   | SMS              | -
-                               | utm_source=app&utm_medium=web-push               | Mobile Push      | -
-                               | utm_source=app&utm_medium=mobile                 | Mobile Push      | -
-                               | utm_medium=notification                          | Mobile Push      | -
-                               | utm_source=firebase                              | Mobile Push      | -
`
  .trim()
  .split('\n')
  .map((row) => row.split('|').map((part) => part.trim().replace(/^-$/, '')) as [string, string, string, string]);

const classify = (page: string, query: string) => {
  const [host = ''] = page.split('?');
  const known = sourceOfHost(host);
  const isLeft = known?.kind === 'portal' && searchedFor(known, page) === '';
  return classifyArrival({ host, referrer: isLeft ? undefined : known, marks: marksOf(`/?${query}`) });
};

describe('the channel by which somebody came', () => {
  it('is told by more than enough cases, of every channel', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(95);
    expect(new Set(CASES.map(([, , channel]) => channel))).toEqual(new Set(CHANNELS));
  });

  it.each(CASES)('from "%s" with "%s" is %s, by "%s"', (page, query, channel, name) =>
    expect(classify(page, query)).toEqual({ channel, name }),
  );
});
