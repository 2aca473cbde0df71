import { type NoticeText } from '@nest-privacy/consent';

/** The first notice in German. */
export const NOTICE: NoticeText = {
  title: 'Ihre Entscheidungen zum Datenschutz',
  body: 'Wir zählen Seitenaufrufe auf unserem eigenen Server, ohne Cookies. Mit Ihrer Einwilligung erkennen wir, dass Sie schon einmal da waren, suchen Angebote für Sie aus und zeigen Filme und Karten anderer.\n\nSie können alles ablehnen und Ihre Meinung jederzeit ändern.',
  labels: {
    acceptAll: 'Alles erlauben',
    rejectAll: 'Alles ablehnen',
    save: 'Diese Auswahl speichern',
    settings: 'Einzeln auswählen',
    close: 'Schließen',
    withdraw: 'Widerrufen',
  },
  messages: {
    alwaysOn: 'Immer an',
    details: 'Was verwendet wird',
    saved: 'Ihre Wahl ist gespeichert.',
    change: 'Datenschutz-Einstellungen',
    object: 'Widersprechen',
    optOut: 'Meine Daten nicht verkaufen oder weitergeben',
    gpcHonoured: 'Ihr Widerspruch gilt: Ihr Browser sendet Global Privacy Control, also ist Werbung aus.',
    gpcAcknowledge:
      'Mein Browser sendet Global Privacy Control. Wenn ich hier Werbung erlaube, meine ich es trotzdem so.',
    blocked:
      'Das kommt von einem anderen Anbieter. Es lädt erst, wenn Sie es sagen; dann erfährt er, dass Sie hier sind.',
    provider: 'Anbieter',
    purpose: 'Zweck',
    lifetime: 'Dauer',
    cookies: 'Cookies',
    decidedAt: 'Entschieden am',
    record: 'Ansehen, was aufgezeichnet wurde',
    once: 'Einmal laden',
    always: 'Immer erlauben:',
    open: 'Beim Anbieter öffnen',
    loaded: 'Geladen.',
    failed: 'Das ließ sich nicht aufzeichnen. Nichts wurde eingeschaltet.',
    offline: 'Sie sind offline. Ihre Wahl ist aufgehoben und wird noch gesendet.',
    reload: 'Seite neu laden, um zu beenden, was schon läuft',
  },
  categories: {
    ESSENTIALS: {
      name: 'Notwendiges',
      description: 'Was die Website braucht, um zu funktionieren, etwa um sich zu merken, was Sie hier gewählt haben.',
    },
    STATISTICS: {
      name: 'Statistik',
      description: 'Erkennt, dass ein Besuch nicht Ihr erster ist, damit wir erfahren, was wieder gelesen wird.',
    },
    MARKETING: {
      name: 'Werbung',
      description:
        'Angebote, die danach ausgewählt werden, was Sie lesen, Anzeigen auf anderen Websites sowie Filme und Karten anderer.',
    },
  },
  links: [{ rel: 'privacy-policy', label: 'Datenschutz', url: '/privacy' }],
};
