/** Each reason why something that could have been counted was not, and what it means. */
export const DROP_REASONS = {
  'blocked-address': 'An administrator blocked the address or network that it came from.',
  bot: 'The user agent is that of a machine, and the option "bots" keeps those apart from people or drops them.',
  'buffer-full': 'Lost: the buffer was full, for the queue or the database did not take what came before.',
  'empty-user-agent':
    'There was no user agent, as with scripts, and the option "bots" keeps those apart from people or drops them.',
  error: 'Lost: it could not be read, by a fault that the log tells of.',
  'forward-given-up': 'Stored, and not forwarded: the destination did not take it, however often it was tried.',
  'forward-unavailable': 'Stored, and not forwarded: the queue to the destinations took no more.',
  'host-unknown': 'The host is none of the hosts of the site.',
  'ignored-country': 'The option "ignoreCountries" names the country that it came from.',
  'ignored-host': 'The option "ignoreHosts" names the host.',
  'ignored-path': 'The option "ignorePaths" names the path.',
  invalid: 'A reported event was not well formed; its sender was told what is wrong with it.',
  parked: 'Storing it fails where others go through; the queue keeps it aside for people to look at.',
  poison: 'Lost: the database refuses it for what it is.',
  prefetch: 'The browser fetched the page ahead of its user, who may never have looked at it.',
  'rate-limited': 'One client reported more events than the option "rateLimit" allows.',
  'referrer-spam': 'The option "spamReferrers" names the site that it claims to come from.',
  'self-excluded': 'The visitor asked not to be counted, by the cookie of the exclusion.',
  shutdown: 'Lost: the process ended before it was stored.',
  signal: 'The browser asks not to be tracked, and the option "signals" heeds it.',
  'site-unknown': 'The host belongs to no site.',
} as const;

/** Why something that could have been counted was not; {@link DROP_REASONS} says what each means. */
export type DropReason = keyof typeof DROP_REASONS;
