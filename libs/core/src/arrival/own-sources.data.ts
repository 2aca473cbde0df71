/** What the copied lists do not have, or no longer as it is; these go before them. Written for this package. Names and hosts, for search engines with the parameters between. */
export const OWN_SEARCH_ENGINES = `
Brave Search | q | search.brave.com
Kagi | q | kagi.com
Mojeek | q | mojeek.com mojeek.co.uk
Marginalia | query | marginalia-search.com marginalia.nu
Presearch | q | presearch.com presearch.org
Swisscows | query | swisscows.com swisscows.ch
Good | q | good-search.org
Ekoru | q | ekoru.org
OceanHero | q | oceanhero.today
Yandex | text | ya.ru
Yep | q | yep.com
Petal Search | query | petalsearch.com
Neeva | q | neeva.com
DuckDuckGo | q | com.duckduckgo.mobile.android
`;

export const OWN_SOCIAL_NETWORKS = `
Facebook | fb.com fb.gg messenger.com m.me com.facebook.katana com.facebook.orca
Instagram | ig.me com.instagram.android
Threads | threads.net threads.com
X (Twitter) | x.com com.twitter.android
LinkedIn | com.linkedin.android
Reddit | redd.it com.reddit.frontpage
Pinterest | pin.it pinterest.de pinterest.fr pinterest.es pinterest.it pinterest.co.uk pinterest.ca pinterest.at pinterest.ch pinterest.jp pinterest.com.au com.pinterest
TikTok | tiktok.com com.zhiliaoapp.musically
Bluesky | bsky.app go.bsky.app
Mastodon | mastodon.social mastodon.online mstdn.social fosstodon.org hachyderm.io infosec.exchange chaos.social
WhatsApp | whatsapp.com wa.me com.whatsapp
Telegram | t.me telegram.org telegram.me
Discord | discord.com discord.gg discordapp.com
Snapchat | snapchat.com com.snapchat.android
Odnoklassniki | ok.ru
Weibo | weibo.cn
WeChat | weixin.qq.com wechat.com
Quora | quora.com
Lobsters | lobste.rs
Lemmy | lemmy.world lemmy.ml
Product Hunt | producthunt.com
Signal | signal.org signal.me
LINE | line.me
KakaoTalk | kakao.com
Zhihu | zhihu.com
Xiaohongshu | xiaohongshu.com
Nextdoor | nextdoor.com
DEV | dev.to
Truth Social | truthsocial.com
Gab | gab.com
Diaspora | diasp.org
`;

export const OWN_AI_ASSISTANTS = `
ChatGPT | com.openai.chatgpt
Poe | poe.com
Phind | phind.com
Grok | grok.x.ai
Qwen | qwen.ai
Kimi | kimi.com kimi.moonshot.cn
Doubao | doubao.com
Manus | manus.im
Character.AI | character.ai
Duck.ai | duck.ai
Lumo | lumo.proton.me
Andi | andisearch.com
Komo | komo.ai
`;

export const VIDEO_PLACES = `
YouTube | youtube.com youtu.be youtube-nocookie.com com.google.android.youtube
Vimeo | vimeo.com
Dailymotion | dailymotion.com dai.ly
Twitch | twitch.tv
Bilibili | bilibili.com b23.tv
Rumble | rumble.com
Odysee | odysee.com
Niconico | nicovideo.jp
Youku | youku.com
iQIYI | iqiyi.com
RuTube | rutube.ru
Netflix | netflix.com
Disney+ | disneyplus.com
Hulu | hulu.com
TED | ted.com
Wistia | wistia.com
Metacafe | metacafe.com
BitChute | bitchute.com
Kick | kick.com
Veoh | veoh.com
`;

export const SHOPS = `
Amazon | amazon.com amazon.{}
eBay | ebay.com ebay.{}
Etsy | etsy.com
AliExpress | aliexpress.com aliexpress.{}
Alibaba | alibaba.com
Walmart | walmart.com
Target | target.com
Best Buy | bestbuy.com
Shopify | shopify.com shop.app
Google Shopping | shopping.google.com
Yahoo! Shopping | shopping.yahoo.com shopping.yahoo.co.jp
Rakuten | rakuten.com rakuten.co.jp
Mercado Libre | mercadolibre.com mercadolibre.com.ar mercadolibre.com.mx mercadolivre.com.br
Flipkart | flipkart.com
Otto | otto.de
Zalando | zalando.com zalando.{}
Kleinanzeigen | kleinanzeigen.de
Idealo | idealo.com idealo.{}
Geizhals | geizhals.de geizhals.at geizhals.eu
Billiger.de | billiger.de
PriceRunner | pricerunner.com pricerunner.{}
Kelkoo | kelkoo.com kelkoo.{}
Allegro | allegro.pl
bol.com | bol.com
Cdiscount | cdiscount.com
Temu | temu.com
SHEIN | shein.com
Wish | wish.com
Taobao | taobao.com
Tmall | tmall.com
JD.com | jd.com
Ozon | ozon.ru
Wildberries | wildberries.ru
Shopee | shopee.com shopee.{}
Lazada | lazada.com lazada.{}
Wayfair | wayfair.com
Trendyol | trendyol.com
`;

export const MAIL_PLACES = `
Gmail | mail.google.com com.google.android.gm
Outlook | outlook.live.com outlook.office.com outlook.office365.com outlook.com com.microsoft.office.outlook
Yahoo! Mail | mail.yahoo.com mail.yahoo.co.jp
Proton Mail | mail.proton.me mail.protonmail.com
Tuta | app.tuta.com mail.tutanota.com
Mail.ru | e.mail.ru
Yandex Mail | mail.yandex.ru mail.yandex.com
Zoho Mail | mail.zoho.com mail.zoho.eu
Fastmail | fastmail.com
GMX | navigator.gmx.net bap.navigator.gmx.net
WEB.DE Mail | navigator.web.de bap.navigator.web.de
HEY | app.hey.com
iCloud Mail | icloud.com
AOL Mail | mail.aol.com
T-Online Mail | email.t-online.de
Mailchimp | mailchi.mp campaign-archive.com
`;

/** By which names campaigns call a source, beside its hosts. Only what can hardly mean anything else: "free", "orange" or "target" are search engines and shops too. */
export const CAMPAIGN_NAMES = `
AliExpress | aliexpress
Amazon | amazon
Baidu | baidu
Bing | bing microsoft bingsearch bing_search
Bluesky | bluesky bsky
Brave Search | brave brave-search
ChatGPT | chatgpt chat-gpt openai
Claude | claude claude-ai anthropic
Copilot | copilot bing-copilot microsoft-copilot
Dailymotion | dailymotion
DeepSeek | deepseek
Discord | discord
DuckDuckGo | duckduckgo ddg
eBay | ebay
Ecosia | ecosia
Etsy | etsy
Facebook | facebook fb facebook-feed facebook_feed meta
Gemini | gemini
GitHub | github
Gmail | gmail googlemail
Google | google googlesearch google_search google-search
Google Shopping | google_shopping google-shopping googleshopping
Grok | grok
Hacker News | hackernews hacker-news hacker_news hn
Idealo | idealo
Instagram | instagram ig insta instagram-feed
Kagi | kagi
Le Chat | mistral lechat
LinkedIn | linkedin li linkedin-feed
Mastodon | mastodon
Meta AI | meta-ai metaai meta_ai
Outlook | outlook outlook.com
Perplexity | perplexity
Pinterest | pinterest
Product Hunt | producthunt product-hunt
Quora | quora
Qwant | qwant
Reddit | reddit
Seznam | seznam
Snapchat | snapchat snap
StartPage | startpage
Stack Overflow | stackoverflow
Telegram | telegram
Threads | threads
TikTok | tiktok tik-tok
Tumblr | tumblr
Twitch | twitch
Vimeo | vimeo
VKontakte | vk vkontakte
Weibo | weibo
WhatsApp | whatsapp
X (Twitter) | twitter x x.com
XING | xing
Yahoo! | yahoo
Yandex | yandex
YouTube | youtube yt
`;
