/**
 * Social networks: name, hosts with all below them. From `Socials.yml` of https://github.com/matomo-org/searchengine-and-social-list (CC0-1.0, list version 1.4,
 * commit 03dcb356, copied on 22 November 2026), spelt as the networks spell themselves. YouTube and Vimeo are among the places of videos, and a
 * page that only asks for a password is left out.
 */
export const SOCIAL_NETWORKS = `
Badoo | badoo.com
Bebo | bebo.com
BlackPlanet | blackplanet.com
Buzznet | buzznet.com
Classmates.com | classmates.com
Cyworld | global.cyworld.com
Gaia Online | gaiaonline.com
Geni.com | geni.com
GitHub | github.com
Google+ | plus.google.com url.google.com com.google.android.apps.plus
Douban | douban.com
Dribbble | dribbble.com
Facebook | facebook.com fb.me
Fetlife | fetlife.com
Flickr | flickr.com
Flixster | flixster.com
Fotolog | fotolog.com
Foursquare | foursquare.com
Friends Reunited | friendsreunited.com
Friendster | friendster.com
Gree | gree.jp
Habbo | habbo.com
Hacker News | news.ycombinator.com
hi5 | hi5.com
Hyves | hyves.nl
identi.ca | identi.ca
Instagram | instagram.com
lang-8 | lang-8.com
Last.fm | last.fm lastfm.ru lastfm.de lastfm.es lastfm.fr lastfm.it lastfm.jp lastfm.pl lastfm.com.br lastfm.se lastfm.com.tr
LinkedIn | linkedin.com lnkd.in linkedin.android
LiveJournal | livejournal.ru livejournal.com
MeinVZ | meinvz.net
Mixi | mixi.jp
MoiKrug.ru | moikrug.ru
Multiply | multiply.com
my.mail.ru | my.mail.ru
MyHeritage | myheritage.com
MyLife | mylife.ru
Myspace | myspace.com
myYearbook | myyearbook.com
Nasza-klasa.pl | nk.pl
Netlog | netlog.com
Odnoklassniki | odnoklassniki.ru
Orkut | orkut.com
Qzone | qzone.qq.com
Pinterest | pinterest.com
Plaxo | plaxo.com
Reddit | reddit.com
Renren | renren.com
Skyrock | skyrock.com
Sonico.com | sonico.com
Stack Overflow | stackoverflow.com
StudiVZ | studivz.net
Tagged | login.tagged.com
Taringa! | taringa.net
Telegram | web.telegram.org org.telegram.messenger
Tuenti | tuenti.com
Tumblr | tumblr.com
X (Twitter) | twitter.com t.co
SourceForge | sourceforge.net
StumbleUpon | stumbleupon.com
VKontakte | vk.com vkontakte.ru
V2EX | v2ex.com
Viadeo | viadeo.com
vkrugudruzei.ru | vkrugudruzei.ru
WAYN | wayn.com
Weibo | weibo.com t.cn
WeeWorld | weeworld.com
Xanga | xanga.com
XING | xing.com
`;
