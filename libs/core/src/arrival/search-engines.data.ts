/**
 * Search engines: name, parameters that hold what was searched for, hosts. From `SearchEngines.yml` of https://github.com/matomo-org/searchengine-and-social-list
 * (CC0-1.0, list version 1.4, commit 02e45a1c, copied on 22 November 2026), of which names, parameters of the query and hosts are kept.
 *
 * `{}` stands for the country's part of a name, a dot at the beginning for the name and all below it. A question mark before the name marks a portal, which is a
 * search engine only where a parameter holds something. Left out are entries of a path within a host and networks, which are among the social networks.
 */
export const SEARCH_ENGINES = `
1.cz | q | 1.cz
118 700 | q | 118700.se foretag.118700.se webben.118700.se
?123people | search_term | 123people.com 123people.{}
360search | q | so.360.cn so.com m.so.com
Abacho | q | abacho.{} se.abacho.com tr.abacho.com
ABCsøk | q | abcsok.no verden.abcsok.no
Acoon | begriff | acoon.de
Aguea | q | chercherfr.aguea.com
Allaverksamheter | What | allaverksamheter.se
?Alexa | q | alexa.com
Alexa | q | search.toolbars.alexa.com
Alice Adsl | qs | rechercher.aliceadsl.fr
?All.by | query | all.by
?Allesklar | words | allesklar.{}
AllTheWeb | q | alltheweb.com
AlohaFind | q | alohafind.com
AltaVista | q | .altavista.com altavista.{}
AOL | query q | search.aol.com search.aol.it aolsearch.aol.com aolrecherche.aol.fr aolrecherches.aol.fr aolimages.aol.fr aim.search.aol.com recherche.aol.fr find.web.aol.com recherche.aol.ca aolsearch.aol.co.uk search.aol.co.uk sucheaol.aol.de suche.aol.de o2suche.aol.de suche.aolsvc.de aolbusqueda.aol.com.mx alicesuche.aol.de alicesuchet.aol.de suchet2.aol.de search.hp.my.aol.com.au search.hp.my.aol.de search.hp.my.aol.it search-intl.netscape.com de.aolsearch.com
Apollo7 | query | apollo7.de
Aport | r | sm.aport.ru
Arama | q | arama.com
?Arcor | Keywords | arcor.de
?Arianna | query | arianna.libero.it arianna.com
Ask | ask q searchfor | .ask.com ask.reference.com askkids.com ask.co.uk .qbyrd.com .search-results.com searchqu.com
Avira SafeSearch | ask q searchfor | search.avira.com search.avira.net safesearch.avira.com
Atlas | q | searchatlas.centrum.cz
auone | q | search.auone.jp sp-search.auone.jp sp-web.search.auone.jp
auone Images | q | sp-image.search.auone.jp
Austronaut | q | www2.austronaut.at www1.austronaut.at
Babylon | q | search.babylon.com searchassist.babylon.com
Baidu | wd word kw | baidu.com www1.baidu.com m.baidu.com baidu.co.th zhidao.baidu.com tieba.baidu.com news.baidu.com
Baidu | search | web.gougou.com
Biglobe | q | cgi.search.biglobe.ne.jp
Biglobe Images | q | images.search.biglobe.ne.jp
Bing | q Q | .bing.com
?Bing | q Q | msnbc.msn.com dizionario.it.msn.com enciclopedia.it.msn.com cc.bingj.com
blekko | q | blekko.com
Blogdigger | q | blogdigger.com
Blogpulse | query | blogpulse.com
Bluewin | searchTerm q | search.bluewin.ch
?Canoe.ca | q | web.canoe.ca
Centrum | q | search.centrum.cz morfeo.centrum.cz
?Charter | q | charter.net
Claro Search | q | claro-search.com
Clix | question | pesquisa.clix.pt
Cốc Cốc | query | coccoc.com
Comcast | q | search.comcast.net
Compuserve.com (Enhanced by Google) | query | websearch.cs.com
Conduit.com | q | search.conduit.com images.search.conduit.com
Crawler | q | crawler.com
Cuil | q | cuil.com
Daemon search | q | daemon-search.com my.daemon-search.com
DasOertliche | kw ph | dasoertliche.de www2.dasoertliche.de
DasTelefonbuch | kw | www1.dastelefonbuch.de
Daum | q | search.daum.net
Delfi EE | q | otsing.delfi.ee
Delfi lv | q | smart.delfi.lv
?Digg | s | digg.com
dir.com | req | fr.dir.com
DisconnectSearch | | search.disconnect.me
dmoz | search | dmoz.org editors.dmoz.org
DuckDuckGo | q | .duckduckgo.com
Earthlink | q | search.earthlink.net
Ecosia | q | .ecosia.org
El Mundo | q | ariadna.elmundo.es
Eniro | q search_word | eniro.se
Entireweb | q | entireweb.com
eo | x_query | eo.st
EpicSearch.in | q | epicsearch.in
Eurip | q | eurip.com
Euroseek | string | euroseek.com
?Everyclick | keyword | everyclick.com
Exalead | q | exalead.fr exalead.com
Excite | q | search.excite.{} msxml.excite.com
?Excite | search | excite.co.jp
Fast Browser Search | q | fastbrowsersearch.com
Findhurtig | q | findhurtig.dk
Fireball | q | fireball.de
Firstsfind | qry | firstsfind.com
Fixsuche | q | fixsuche.de
?Flix.de | keyword | flix.de
Fooooo | q | search.fooooo.com
Forestle | q | .forestle.org forestle.mobi
Francite | name | recherche.francite.com
Free | q qs | search.free.fr search1-2.free.fr search1-1.free.fr
FreeCause | p | search.freecause.com
Freenet | query Keywords | suche.freenet.de
?FriendFeed | q | friendfeed.com
Frontier | q | search.frontier.com
GAIS | q | gais.cs.ccu.edu.tw
Genieo | q | search.genieo.com
Geona | q | geona.net
Gibiru | q | gibiru.com
Gigablast | q | gigablast.com
Gigablast (Directory) | q | dir.gigablast.com
Gnadenmeer | keyword | gnadenmeer.de
Gomeo | Keywords | gomeo.com
goo | MT | search.goo.ne.jp ocnsearch.goo.ne.jp
Google | q | google.com google.{} encrypted.google.com www2.google.com ipv6.google.com go.google.com wwwgoogle.com wwwgoogle.{} gogole.com gogole.{} gppgle.com gppgle.{} googel.com googel.{} search.avg.com isearch.avg.com com.google.android.googlequicksearchbox monumentbrowser.com gfsoso.com searches.safehomepage.com startab.me search.abv.bg
Google | text | search.chedot.com
Google | query | darkoogle.com search.darkoogle.com search.foxtab.com search.juno.com search.zum.com find.tdc.dk searchresults.verizon.com search.walla.co.il search.alot.com searches.f-secure.com search.f-secure.com
?Google | query | cnn.com it.luna.tv
Google | Keywords | gooofullsearch.com search.hiyo.com search.incredimail.com search1.incredimail.com search2.incredimail.com search3.incredimail.com search4.incredimail.com search.sweetim.com
?Google | Keywords | fastweb.it
Google | q | suche.gmx.net search.gmx.com search.incredibar.com delta-search.com www1.delta-search.com search.1und1.de suche.1und1.de search.zonealarm.com search.leonardo.it search.dolphin-browser.jp search.nan.so
?Google | q | start.lenovo.com .wow.com optuszoo.com.au netlavis.azione.jp
Google | MT | search.smt.docomo.ne.jp image.search.smt.docomo.ne.jp
Google | p | search.bt.com
Google Blogsearch | q | blogsearch.google.com blogsearch.google.{}
Google Custom Search | q query | cse.google.com cse.google.{}
Google Images | q | images.google.com images.google.{}
Google Maps | q | maps.google.com maps.google.{}
Google News | q | news.google.com news.google.{}
Google Scholar | q | scholar.google.com scholar.google.{}
Google syndicated search | q | googlesyndicatedsearch.com
?Google Translations | q | translate.google.com
Google Video | q | video.google.com
?GoYellow.de | MDN | goyellow.de
Gule Sider | q | gulesider.no
Haosou | q | haosou.com
HighBeam | q | highbeam.com
Hit-Parade | p7 | req.hit-parade.com class.hit-parade.com hit-parade.com
Holmes | q | holmes.ge
Hooseek | recherche | hooseek.com
Hotbot | query | hotbot.com
I-play | q | start.iplay.com
Icerocket | q | blogs.icerocket.com
?ICQ | q | icq.com
ICQ | q | search.icq.com
Ilse NL | search_for | ilse.nl
iMesh | q si | search.imesh.com
Inbox | q | www2.inbox.com
InfoSpace | q | infospace.com dogpile.com tattoodle.com metacrawler.com webfetch.com webcrawler.com search.kiwee.com searches.vi-view.com search.webssearches.com search.fbdownloader.com searches3.globososo.com search.avast.com isearch.babylon.com start.funmoods.com search.magentic.com search.searchcompletion.com searchmobileonline.com isearch.glarysoft.com search.chatzum.com home.speedbit.com search.b1.org searchya.com search.handycafe.com search.v9.com search.iminent.com utorrent.inspsearch.com govome.inspsearch.com
InfoSpace | s | start.facemoods.com
InfoSpace | | wsdsold.infospace.com
Interia | q | google.interia.pl
Isodelen | Keywords | isodelen.se
IxQuick | query | .ixquick.com .ixquick.de
Jungle Key | query | junglekey.com junglekey.fr
Jungle Spider | q | jungle-spider.de
Jyxo | q | jyxo.1188.cz
K9 Safe Search | q | k9safesearch.com
?Kataweb | q | kataweb.it
Kensaq | q | kensaq.com
Kvasir | q search_word | kvasir.no
La Toile Du Québec (Google) | q | toile.com web.toile.com
Laban | q | laban.vn
Latne | q | latne.lv
Lilo | q | search.lilo.org
Lo.st | x_query | lo.st
LookAny | | lookany.com
Lookseek | q | search.lookseek.com
Looksmart | key | looksmart.com
Lycos | query | search.lycos.com lycos.{}
?maailm.com | tekst | maailm.com
Mailru | q | go.mail.ru
Mamma | query | mamma.com mamma75.mamma.com
?Meinestadt.de | words | meinestadt.de
Meta.ua | q | meta.ua
MetaCrawler DE | qry | s1.metacrawler.de s2.metacrawler.de s3.metacrawler.de
Metager | eingabe | meta.rrzn.uni-hannover.de metager.de metager.org
Metager2 | q | metager2.de
?Mister Wong | keywords | mister-wong.com mister-wong.de
Monstercrawler | qry | monstercrawler.com
mozbot | q | mozbot.fr mozbot.co.uk mozbot.com
MySpace | qry | searchservice.myspace.com
MyWebSearch | searchfor searchFor | mysearch.com ms114.mysearch.com ms146.mysearch.com kf.mysearch.myway.com ki.mysearch.myway.com search.myway.com search.mywebsearch.com
?Najdi.si | q | najdi.si
Nate | q | search.nate.com
Naver | query | .search.naver.com
Needtofind | searchfor | ko.search.need2find.com
Neti | query | neti.ee
Nifty | q Text | search.nifty.com search.azby.fmworld.net
Nifty Videos | kw | videosearch.nifty.com
Nigma | s | nigma.ru
Onet.pl | qt | szukaj.onet.pl
?Online.no | q | online.no
OnlySearch | q | only-search.com
?Opplysningen 1881 | Query | 1881.no
Orange | q | busca.orange.es
Orange | kw | lemoteur.ke.voila.fr lemoteur.orange.fr
?Paperball | q | paperball.de
PeopleCheck | q | extern.peoplecheck.de
PeoplePC | q | search.peoplepc.com
Picsearch | q | picsearch.com
Plazoo | q | plazoo.com
PlusNetwork | q | plusnetwork.com
Poisk.Ru | text | poisk.ru
qip.ru | query | search.qip.ru
Qualigo | q | qualigo.at qualigo.ch qualigo.de qualigo.nl
Qwant | q | .qwant.com
Rakuten | qt | websearch.rakuten.co.jp
Rambler | query words | nova.rambler.ru
Riksdelen | What | riksdelen.se
Road Runner | q | search.rr.com
rpmfind | query | rpmfind.net fr2.rpmfind.net
Sapo | q | pesquisa.sapo.pt
Scour.com | | scour.com
Search.ch | q | search.ch
Search.com | q | search.com
Searchalot | q | searchalot.com
SearchCanvas | q | searchcanvas.com
SearchLock | q | searchlock.com results.searchlock.com
Searchy | q | searchy.co.uk
SeeSaa | | search.seesaa.jp
Setooz | query | .setooz.com
Seznam | q | search.seznam.cz
Seznam Videa | q | videa.seznam.cz
?Sharelook | keyword | sharelook.fr
?Skynet | q | skynet.be
sm.cn | q | m.sm.cn so.m.sm.cn m.sp.sm.cn yz.m.sm.cn quark.sm.cn
sm.de | q | sm.de
SmartAddressbar | s | search.smartaddressbar.com
SmartShopping | kwd keywords | search.smartshopping.com
Snap.do | q | search.snap.do
?So-net | query | so-net.ne.jp
So-net Videos | kw | video.so-net.ne.jp
Softonic | q | search.softonic.com
Sogou | query | sogou.com
Sogou | keyword | m.sogou.com wap.sogou.com english.sogou.com
Soso | w | soso.com
Sputnik | q | sputnik.ru
start.fyi | q | search.start.fyi
StartPage | query | .startpage.com s6-eu5.ixquick.com
Startpagina (Google) | q query | startgoogle.startpagina.nl
Startsiden | q | startsiden.no
Suche.info | Keywords | suche.info
Suchmaschine.com | suchstr | suchmaschine.com
Suchnase | q | suchnase.de
Surf Canyon | q | surfcanyon.com
T-Online | q | suche.t-online.de brisbane.t-online.de navigationshilfe.t-online.de
talimba | search | talimba.com
?TalkTalk | query | talktalk.co.uk
Tarmot | q | tarmot.com
?Technorati | q | technorati.com
Teoma | q | teoma.com
Terra | query | buscador.terra.es buscador.terra.cl buscador.terra.com.br
Tiscali | q key | search.tiscali.it search-dyn.tiscali.it
Tiscali | query | hledani.tiscali.cz
Tixuma | sc | tixuma.de
Toolbarhome | q | toolbarhome.com vshare.toolbarhome.com
?Toppreise.ch | search | toppreise.ch fr.toppreise.ch de.toppreise.ch en.toppreise.ch
Trouvez.com | query | trouvez.com
TrovaRapido | q | trovarapido.com
Trusted Search | w | trusted-search.com
Twingly | q | twingly.com
uol.com.br | q | busca.uol.com.br
URL.ORGanzier | q | url.org
Vinden | q | vinden.nl
Vindex | search_for | vindex.nl search.vindex.nl
Virgilio | qs qrs | ricerca.virgilio.it ricercaimmagini.virgilio.it ricercavideo.virgilio.it ricercanews.virgilio.it mobile.virgilio.it
Voila | rdata | search.ke.voila.fr lemoteur.fr
?Volny | search | web.volny.cz
Walhello | key | walhello.info walhello.com walhello.de walhello.nl
Web.de | su q | suche.web.de m.suche.web.de
Web.nl | zoekwoord | web.nl
weborama | QUERY | weborama.fr
WebSearch | qkw q | websearch.com
Wedoo | keyword | fr.wedoo.com en.wedoo.com es.wedoo.com
Winamp | q | search.winamp.com
Wirtualna Polska | szukaj | szukaj.wp.pl
Witch | search | witch.de
Woopie | kw | woopie.jp
www värav | query | search.www.ee
X-Recherche | MOTS | x-recherche.com
Yahoo! | p q | .search.yahoo.com cade.yahoo.com one.cn.yahoo.com search.offerbox.com ys.mirostart.com
?Yahoo! | q | cercato.it benefind.de
Yahoo! Images | p va | images.search.yahoo.com .images.yahoo.com
Yahoo! Japan | p vp | search.yahoo.co.jp
?Yahoo! Japan | query | jp.hao123.com
?Yahoo! Japan | keyword | home.kingsoft.jp
Yahoo! Japan | q | jwsearch.jword.jp
Yahoo! Japan Images | p | image.search.yahoo.co.jp
Yahoo! Japan Videos | p | video.search.yahoo.co.jp
Yam | k | search.yam.com
Yandex | text | yandex.com yandex.{} clck.yandex.{} m.yandex.{}
Yandex | q | yabs.yandex.{}
Yandex Images | text | images.yandex.com images.yandex.{}
?Yasni | query | yasni.de yasni.com yasni.co.uk yasni.ch yasni.at
?Yatedo | q | yatedo.com yatedo.fr
?Yellowmap | | yellowmap.de
Yippy | query | search.yippy.com
YouGoo | q | yougoo.fr
Zapmeta | q query | .zapmeta.com zapmeta.{}
Zhongsou | w | p.zhongsou.com
Zoek | q | www3.zoek.nl
Zoeken | q | zoeken.nl
Zoohoo | q | zoohoo.cz
Zoznam | s | zoznam.sk
Zxuso | wd | zxuso.com
묻지마 검색 | search | kwzf.net
`;
