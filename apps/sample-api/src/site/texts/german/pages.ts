import { html } from '../../html.js';
import { type PageTexts } from '../page-texts.js';

/** The pages in German. */
export const PAGES: PageTexts = {
  home: {
    title: 'In Ruhe lesen',
    eyebrow: 'Corner Bookshop, seit 1926 an der Ecke',
    lead: 'Eine kleine Buchhandlung, die ihre Besucher auf dem eigenen Server zählt und fragt, bevor sie mehr tut.',
    doors: {
      '/articles': {
        title: 'Artikel',
        text: 'Zwei kurze Stücke über das Recht, in Ruhe gelassen zu werden. Für alle, wie auch immer Sie sich entscheiden.',
        link: 'Zu den Artikeln',
      },
      '/offers': {
        title: 'Angebote für Sie',
        text: 'Danach ausgewählt, was Sie hier lesen; deshalb brauchen sie Ihre Einwilligung in Werbung.',
        link: 'Zu Ihren Angeboten',
      },
      '/visit': {
        title: 'Besuchen Sie uns',
        text: 'Ein Film über den Laden und eine Karte, beide von anderen Anbietern: Sie laden erst, wenn Sie es sagen.',
        link: 'Einen Besuch planen',
      },
      '/privacy': {
        title: 'Bis zum letzten Cookie',
        text: 'Alles, was wir verwenden oder mit Ihrer Einwilligung verwenden würden: von wem, wofür und wie lange.',
        link: 'Ansehen, was wir verwenden',
      },
    },
  },
  demo: {
    title: 'Die JavaScript-Schnittstelle ausprobieren',
    text: 'Dieser Teil der Seite ist ein Skript von vierzig Zeilen, das @nest-privacy/client benutzt.',
    track: 'Ein Ereignis senden',
    load: 'Nach der Einwilligung fragen',
    sent: 'Gesendet. In ein, zwei Sekunden steht es unter den Ereignissen der Statistik.',
    failed: 'Das ging nicht:',
  },
  articles: {
    title: 'Artikel',
    lead: 'Worüber wir nachdenken, wenn niemand an der Kasse steht.',
    pieces: [
      {
        title: 'Warum wir fragen',
        paragraphs: [
          'Ein Besuch in einer Buchhandlung geht nur Sie etwas an. Wie viele Menschen eine Seite lesen, zählen wir mit einer Zahl, die jeden Tag wechselt, und vernichten binnen zwei Tagen, woraus sie gemacht war.',
          'Alles Weitere geschieht nur, wenn Sie es sagen. Ein Laden, der seine Frage verstecken muss, kennt die Antwort schon.',
        ],
      },
      {
        title: 'Was Ihr Browser für Sie sagt',
        paragraphs: [
          'Manche Browser senden mit jeder Anfrage ein Signal: Do Not Track oder Global Privacy Control. Das ist der kürzeste Brief, den man einem Laden schreiben kann, und er verdient eine Antwort.',
          'Wir hören auf beide. Mit jeder Seite antworten wir, was wir mit genau dieser Anfrage tun, in einem Kopffeld namens Tk.',
        ],
      },
    ],
  },
  offers: {
    title: 'Angebote für Sie',
    lead: 'Sie haben Werbung erlaubt, also dürfen wir für Sie auswählen.',
    books: [
      {
        title: 'Das Recht, in Ruhe gelassen zu werden',
        about: 'Ein Essay von 1890, der sich liest wie ein Brief von heute. Jetzt als Taschenbuch.',
        price: '9,50 €',
      },
      {
        title: 'Cookies, und wie man sie backt',
        about: 'Mit 80 Rezepten, von denen keines ein Banner braucht.',
        price: '24 €',
      },
      {
        title: 'Die Wände haben Ohren',
        about: 'Eine kurze Geschichte des Mithörens, vom Schlüsselloch bis zum Lautsprecher.',
        price: '18 €',
      },
    ],
    after: 'Anders überlegt? Widerrufen Sie jederzeit; es gilt ab Ihrem nächsten Klick.',
  },
  refused: {
    title: 'Diese Seite braucht Ihre Einwilligung',
    why: 'Was sie zeigt, wird danach ausgewählt, was Sie hier lesen; das erlaubt nur Ihre Einwilligung.',
    reasons: {
      outvoted: (category) =>
        html`Sie haben ${category} erlaubt, aber Ihr Browser sendet Global Privacy Control und schaltet es damit aus.`,
      refused: (category) => html`Sie haben ${category} abgelehnt.`,
      withdrawn: (category) => html`Sie haben die Einwilligung in ${category} widerrufen oder ihr widersprochen.`,
      expired: (category) =>
        html`Sie haben ${category} erlaubt, aber Ihre Einwilligung ist abgelaufen oder galt einem früheren Hinweis.`,
      outdated: (category) =>
        html`Sie haben ${category} erlaubt, aber seitdem hat sich geändert, was wir dafür verwenden.`,
      undecided: (category) => html`Über ${category} haben Sie noch nicht entschieden.`,
    },
    means: 'Das ist alles, was Sie damit erlauben würden:',
    details: 'Ansehen, was dafür verwendet wird',
    gpc: 'Ihr Browser sendet Global Privacy Control: Wenn Sie Ihre Einwilligung trotzdem so meinen, setzen Sie das Häkchen.',
    allow: (categories) => `${categories.join(' und ')} erlauben`,
    refuse: 'Nein, zurück',
    rest: 'Sie können jederzeit widerrufen, und der übrige Laden steht Ihnen in jedem Fall offen.',
  },
  visit: {
    title: 'Besuchen Sie uns',
    lead: 'Der Laden ist klein, der Sessel nicht. Kommen Sie vorbei.',
    address: 'Wo',
    hours: {
      title: 'Wann',
      days: [
        ['Montag bis Freitag', '09:00', '19:00'],
        ['Samstag', '10:00', '16:00'],
      ],
    },
    film: 'Ein Gang durch den Laden',
    map: 'Der Weg zu uns',
    absent: {
      text: 'Hier würde der Inhalt eines Anbieters auf Ihre Einwilligung warten. Für diese Installation ist keiner eingerichtet.',
      how: 'Die Variable VENDORS nennt welche.',
    },
    scripts: {
      title: 'Skripte, die warten',
      text: 'Zwei Skripte eines anderen Anbieters sind in dieser Seite geparkt. Ihr Browser lädt keines, bevor Sie erlauben, wofür es da ist.',
      waits: 'Wartet auf Ihre Einwilligung.',
      allowed: 'Sie haben es erlaubt: Es läuft, wo Skripte laufen.',
    },
    counter: {
      title: 'Besuche, gezählt von Pagecount',
      text: 'Zählt in einem Cookie, wie oft Sie auf dieser Seite waren.',
      said: 'So oft waren Sie hier:',
    },
    readers: {
      title: 'Was andere lesen, von Pagecount',
      text: 'Empfiehlt Bücher nach dem, was Leser dieser Seite gekauft haben.',
    },
  },
  privacy: {
    title: 'Datenschutz',
    paragraphs: [
      'Wir zählen Seitenaufrufe auf unserem eigenen Server. Weder eine Adresse noch der Name eines Browsers wird gespeichert. Ohne Ihre Einwilligung sind Sie eine Zahl, die zwei Tage später niemand mehr nachrechnen kann; mit Ihrer Einwilligung in Statistik erkennt Sie ein Cookie 13 Monate lang wieder. Nichts geht an andere, wenn Sie es nicht erlauben.',
      'Jede Ihrer Entscheidungen wird zum Nachweis aufgezeichnet, mit dem, was Ihnen gezeigt wurde. Sie können sie jederzeit unten ändern; das gilt ab Ihrem nächsten Klick. Auf die Signale Ihres Browsers, Do Not Track und Global Privacy Control, hören wir auf jeder Seite.',
    ],
  },
};
