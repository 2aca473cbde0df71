import { type ArrivalChannel } from '@nest-privacy/core/kit';

/** Where a visitor came from, by kind: the channels of the suite's one definition, drawn together so that a label has few values. */
export type Channel = 'direct' | 'internal' | 'search' | 'social' | 'ai' | 'email' | 'paid' | 'referral';

/** The label of each channel. */
export const LABELS: Readonly<Record<ArrivalChannel, Channel>> = {
  'Cross-network': 'paid',
  'Paid Shopping': 'paid',
  'Paid Search': 'paid',
  'Paid Social': 'paid',
  'Paid Video': 'paid',
  Display: 'paid',
  'Paid Other': 'paid',
  'Organic Shopping': 'referral',
  'Organic Social': 'social',
  'Organic Video': 'social',
  'AI Assistants': 'ai',
  'Organic Search': 'search',
  Email: 'email',
  Affiliates: 'referral',
  Audio: 'referral',
  SMS: 'referral',
  'Mobile Push': 'referral',
  Referral: 'referral',
  Direct: 'direct',
};
