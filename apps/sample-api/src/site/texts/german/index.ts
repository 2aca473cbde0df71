import { html } from '../../html.js';
import { type SiteTexts } from '../site-texts.js';
import { NOTICE } from './notice.js';
import { PAGES } from './pages.js';

/** The site in German. */
export const GERMAN: SiteTexts = {
  ...PAGES,
  language: 'de',
  direction: 'ltr',
  name: 'Deutsch',
  shop: 'Corner Bookshop',
  skip: 'Zum Inhalt springen',
  navigation: {
    label: 'Hauptmenü',
    languages: 'Sprache',
    pages: [
      ['/', 'Start'],
      ['/articles', 'Artikel'],
      ['/offers', 'Angebote für Sie'],
      ['/visit', 'Besuch'],
      ['/privacy', 'Datenschutz'],
    ],
  },
  footer: {
    about: 'Eine Vorführung von nest-privacy. Den Laden gibt es leider nicht.',
    api: 'Die Schnittstelle (englisch)',
  },
  notice: NOTICE,
  categories: NOTICE.categories,
  choices: {
    title: 'Was für Sie gilt',
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
    withdrawn: 'Widerrufen. Ab jetzt wird nur noch das Notwendige verwendet.',
    saved: (names) => `Gespeichert. Ab jetzt an: ${names.join(', ')}.`,
  },
  catalogue: {
    title: 'Was wir verwenden oder mit Ihrer Einwilligung verwenden würden',
    nothing: 'Gar nichts.',
    provider: 'Anbieter',
    purpose: 'Zweck',
    lifetime: 'Dauer',
    cookies: 'Cookies',
  },
  ownData: {
    title: 'Was über Sie gespeichert ist',
    text: 'Es gehört Ihnen. Nehmen Sie es mit, oder lassen Sie es löschen.',
    history: 'Jede Ihrer Entscheidungen, wie sie aufgezeichnet wurde',
    export: 'Alles als Datei erhalten',
    sure: 'Endgültig löschen, und diesen Browser neu fragen. Sind Sie angemeldet: auf allen Geräten Ihres Kontos.',
    erase: 'Löschen lassen',
  },
  anywhere: {
    title: 'Ein Regal weiter hinten',
    body: (path) =>
      html`<p class="lead">
        Sie haben <code>${path}</code> gefunden. Hier ist noch nicht viel, aber Ihr Besuch zählt.
      </p>`,
  },
  outdated: {
    title: 'Bitte sehen Sie noch einmal hin, bevor Sie zustimmen',
    lead: 'Was wir verwenden, hat sich geändert, seit Ihre Seite gezeigt wurde.',
    text: 'Ihre Wahl galt dem Früheren, deshalb haben wir sie nicht aufgezeichnet. Hier steht, was wir jetzt verwenden; darum geht es bei Ihrer Wahl unten.',
  },
  problems: {
    SUBJECT_UNKNOWN: {
      title: 'Über Sie ist hier nichts gespeichert',
      text: 'Weder dieser Browser noch ein Konto führte uns zu etwas über Sie. Vielleicht wurde es schon gelöscht.',
    },
    DECISION_CONTRADICTORY: {
      title: 'Ihr Formular sagte zweierlei',
      text: 'Es sagte Ja oder Nein zu allem und nannte zugleich einzelne Zwecke, deshalb haben wir nichts aufgezeichnet. Wählen Sie bitte noch einmal.',
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
