/** Where a visitor came from, by kind. */
export type Channel = 'direct' | 'internal' | 'search' | 'social' | 'ai' | 'email' | 'paid' | 'referral';

const SEARCH =
  'bing.com duckduckgo.com ecosia.org qwant.com startpage.com search.brave.com search.yahoo.com yandex.com yandex.ru ya.ru ' +
  'baidu.com search.naver.com sogou.com so.com search.seznam.cz kagi.com mojeek.com marginalia-search.com ' +
  'presearch.com swisscows.com metager.org metager.de ask.com search.aol.com com.google.android.googlequicksearchbox';
const SOCIAL =
  'facebook.com fb.com fb.me instagram.com threads.net threads.com twitter.com x.com t.co linkedin.com lnkd.in reddit.com ' +
  'pinterest.com pinterest.de pin.it youtube.com youtu.be tiktok.com mastodon.social bsky.app news.ycombinator.com ' +
  'vk.com ok.ru weibo.com weixin.qq.com whatsapp.com wa.me t.me telegram.org discord.com snapchat.com tumblr.com ' +
  'quora.com xing.com com.reddit.frontpage com.linkedin.android com.twitter.android org.telegram.messenger';
const AI =
  'chatgpt.com chat.openai.com perplexity.ai claude.ai gemini.google.com copilot.microsoft.com chat.mistral.ai ' +
  'chat.deepseek.com grok.com you.com poe.com meta.ai phind.com';
const EMAIL =
  'mail.google.com com.google.android.gm outlook.live.com outlook.office.com outlook.office365.com mail.yahoo.com ' +
  'mail.proton.me app.tuta.com e.mail.ru mail.yandex.ru mail.zoho.com fastmail.com navigator.gmx.net app.hey.com';

const table = new Map<string, Channel>();
for (const [channel, hosts] of Object.entries({ search: SEARCH, social: SOCIAL, ai: AI, email: EMAIL })) {
  for (const host of hosts.split(' ')) table.set(host, channel as Channel);
}
/** Channel by host or Android package; a name stands for its subdomains too, unless they have an entry of their own. */
export const SOURCES: ReadonlyMap<string, Channel> = table;

/** The country domains of search engines that have one nearly everywhere. */
export const SEARCH_EVERYWHERE =
  /^(?:www\.)?(?:google\.(?:com?\.)?[a-z]{2,3}|(?:[a-z]{2}\.)?search\.yahoo\.co(?:m|\.jp))$/;

/** Hosts of web mail by their usual first label. */
export const WEB_MAIL = /^(?:web)?mail\d*\./;
