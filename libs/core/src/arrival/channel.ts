/** The kinds of ways that lead to a page, in the order in which they are looked for: the first that fits is the one. */
export const CHANNELS = [
  'Cross-network',
  'Paid Shopping',
  'Paid Search',
  'Paid Social',
  'Paid Video',
  'Display',
  'Paid Other',
  'Organic Shopping',
  'Organic Social',
  'Organic Video',
  'AI Assistants',
  'Organic Search',
  'Email',
  'Affiliates',
  'Audio',
  'SMS',
  'Mobile Push',
  'Referral',
  'Direct',
] as const;

/** The kind of way that led to a page. */
export type ArrivalChannel = (typeof CHANNELS)[number];
