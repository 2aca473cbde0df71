import { html } from '../html.js';
import { type SiteTexts } from './site-texts.js';

/** The site in German. */
export const GERMAN: SiteTexts = {
  language: 'de',
  shop: 'Corner Bookshop',
  skip: 'Zum Inhalt springen',
  navigation: {
    label: 'Hauptmenü',
    pages: [
      ['/', 'Start'],
      ['/articles', 'Artikel'],
      ['/offers', 'Angebote für Sie'],
      ['/privacy', 'Datenschutz'],
    ],
  },
  footer: html`Eine Vorführung von nest-privacy. Die Schnittstelle ist unter <a href="/docs" hreflang="en">/docs</a> auf
    Englisch beschrieben.`,
  categories: {
    ESSENTIALS: {
      name: 'Notwendiges',
      description: 'Was die Website braucht, um zu funktionieren, etwa um sich zu merken, was Sie hier gewählt haben.',
    },
    STATISTICS: {
      name: 'Statistik',
      description:
        'Erkennt auf unserem eigenen Server, dass ein Besuch nicht Ihr erster ist, damit wir erfahren, was wieder gelesen wird.',
    },
    MARKETING: {
      name: 'Werbung',
      description: 'Angebote, die danach ausgewählt werden, was Sie lesen, und Anzeigen auf anderen Websites.',
    },
  },
  choices: {
    title: 'Ihre Entscheidungen zum Datenschutz',
    gpc: 'Ihr Browser bittet darum, Ihre Daten nicht zu verkaufen oder weiterzugeben (Global Privacy Control).',
    gpcHonoured: 'Ihr Widerspruch gilt: Marketing ist ausgeschaltet.',
    dntOn: 'Ihr Browser bittet darum, Sie nicht zu verfolgen (Do Not Track).',
    dntOff: 'Ihr Browser erlaubt die Verfolgung (Do Not Track ist aus).',
    noSignal: 'Ihr Browser sendet kein Signal zum Datenschutz.',
    on: 'an',
    off: 'aus',
    always: 'immer an',
    standings: {
      allowed: 'Sie haben es erlaubt',
      outvoted: 'Sie haben es erlaubt, aber Global Privacy Control schaltet es aus',
      refused: 'Sie haben es abgelehnt',
      withdrawn: 'Sie haben es widerrufen oder ihm widersprochen',
      expired: 'Sie haben es erlaubt, aber Ihre Einwilligung ist abgelaufen oder galt einem früheren Hinweis',
      outdated: 'Sie haben es erlaubt, aber seitdem hat sich geändert, was wir dafür verwenden',
      undecided: 'Sie haben noch nicht entschieden',
    },
    allow: 'Erlauben',
    refuse: 'Ablehnen',
    acknowledge: 'Mein Browser sendet Global Privacy Control. Wenn ich hier Werbung erlaube, meine ich es trotzdem so.',
    save: 'Diese Auswahl speichern',
    acceptAll: 'Alles erlauben',
    rejectAll: 'Alles ablehnen',
    withdraw: 'Widerrufen',
    withdrawn: 'Widerrufen. Ab jetzt wird nur noch das Notwendige verwendet.',
    saved: (names) => `Gespeichert. Ab jetzt an: ${names.join(', ')}.`,
  },
  catalogue: {
    title: 'Was wir verwenden oder mit Ihrer Einwilligung verwenden würden',
    nothing: 'Gar nichts.',
    columns: ['Name', 'Anbieter', 'Zweck', 'Dauer'],
  },
  home: {
    title: 'Willkommen im Corner Bookshop',
    body: html`<p>
      Dieser kleine Laden zählt seine Besucher auf dem eigenen Server und fragt, bevor er mehr tut.
      <a href="/articles">Die Artikel</a> sind für alle da; <a href="/offers">die Angebote</a> werden danach ausgewählt,
      was Sie lesen, und brauchen deshalb Ihre Einwilligung in Werbung. <a href="/privacy">Was wir verwenden</a>, ist
      bis zum letzten Cookie aufgeführt.
    </p>`,
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
    body: html`<article>
        <h2>Warum wir fragen</h2>
        <p>
          Ein Besuch in einer Buchhandlung geht nur Sie etwas an. Wie viele Menschen eine Seite lesen, zählen wir mit
          einer Zahl, die jeden Tag wechselt, und vernichten binnen zwei Tagen, woraus sie gemacht war. Alles Weitere
          geschieht nur, wenn Sie es sagen.
        </p>
      </article>
      <article>
        <h2>Was Ihr Browser für Sie sagt</h2>
        <p>
          Manche Browser senden mit jeder Anfrage ein Signal: Do Not Track oder Global Privacy Control. Wir hören auf
          beide und antworten mit dem Kopffeld <code>Tk</code>, was wir mit genau dieser Anfrage tun.
        </p>
      </article>`,
  },
  offers: {
    title: 'Angebote für Sie',
    body: html`<p>Sie haben Werbung erlaubt, also dürfen wir für Sie auswählen:</p>
      <ul>
        <li>„Das Recht, in Ruhe gelassen zu werden“, ein Essay von 1890, jetzt als Taschenbuch</li>
        <li>„Cookies, und wie man sie backt“, mit 80 Rezepten</li>
      </ul>
      <p>Anders überlegt? Widerrufen Sie unten; es gilt ab Ihrem nächsten Klick.</p>`,
  },
  privacy: {
    title: 'Datenschutz',
    body: html`<p>
        Wir zählen Seitenaufrufe auf unserem eigenen Server. Weder eine Adresse noch der Name eines Browsers wird
        gespeichert. Ohne Ihre Einwilligung sind Sie eine Zahl, die zwei Tage später niemand mehr nachrechnen kann; mit
        Ihrer Einwilligung in Statistik erkennt Sie ein Cookie 13 Monate lang wieder. Nichts geht an andere, wenn Sie es
        nicht erlauben.
      </p>
      <p>
        Jede Ihrer Entscheidungen wird zum Nachweis aufgezeichnet, mit dem, was Ihnen gezeigt wurde. Sie können sie
        jederzeit <a href="#choices">unten</a> ändern; das gilt ab Ihrem nächsten Klick. Auf die Signale Ihres Browsers,
        Do Not Track und Global Privacy Control, hören wir auf jeder Seite.
      </p>`,
  },
  ownData: {
    title: 'Was über Sie gespeichert ist',
    history: 'Jede Ihrer Entscheidungen, wie sie aufgezeichnet wurde',
    export: 'Alles als Datei erhalten',
    sure: 'Endgültig löschen, und diesen Browser neu fragen. Sind Sie angemeldet: auf allen Geräten Ihres Kontos.',
    erase: 'Löschen lassen',
  },
  anywhere: {
    title: 'Ein Regal weiter hinten',
    body: (path) =>
      html`<p>Sie haben <code>${path}</code> gefunden. Hier ist noch nicht viel, aber Ihr Besuch zählt.</p>`,
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
    how: 'Das können Sie unten ändern und jederzeit widerrufen.',
    gpc: 'Ihr Browser sendet Global Privacy Control: Wenn Sie Ihre Einwilligung trotzdem so meinen, setzen Sie auch dort das Häkchen.',
    rest: 'Der übrige Laden steht Ihnen in jedem Fall offen.',
  },
  outdated: {
    title: 'Bitte sehen Sie noch einmal hin, bevor Sie zustimmen',
    body: html`<p>
      <strong>Was wir verwenden, hat sich geändert, seit Ihre Seite gezeigt wurde.</strong> Ihre Wahl galt dem Früheren,
      deshalb haben wir sie nicht aufgezeichnet. Hier steht, was wir jetzt verwenden; darum geht es bei Ihrer Wahl
      unten.
    </p>`,
  },
  problems: {
    SUBJECT_UNKNOWN: {
      title: 'Über Sie ist hier nichts gespeichert',
      text: 'Weder dieser Browser noch ein Konto führte uns zu etwas über Sie. Vielleicht wurde es schon gelöscht.',
    },
    400: {
      title: 'Das konnten wir nicht lesen',
      text: 'Das Formular kam nicht so an, wie diese Website es sendet. Gehen Sie zurück und versuchen Sie es noch einmal.',
    },
    403: {
      title: 'Nicht von hier',
      text: 'Was Sie sandten, kam von der Seite einer anderen Website, deshalb haben wir nichts getan.',
    },
    404: {
      title: 'Hier ist nichts',
      text: 'Vielleicht ist die Adresse vertippt, oder was hier war, ist nicht mehr da.',
    },
    409: { title: 'Etwas kam dazwischen', text: 'Sehen Sie nach, was jetzt gilt, und entscheiden Sie noch einmal.' },
    429: { title: 'Das war etwas schnell', text: 'Warten Sie eine Minute und versuchen Sie es dann noch einmal.' },
    503: {
      title: 'Wir können es gerade nicht aufschreiben',
      text: 'Vielleicht wurde es nicht aufgezeichnet. Versuchen Sie es in einigen Sekunden noch einmal.',
    },
  },
  anyProblem: {
    title: 'Etwas ist schiefgegangen',
    text: 'Gehen Sie zurück und versuchen Sie es noch einmal. Wenn es so bleibt, sagen Sie uns Bescheid.',
  },
};
