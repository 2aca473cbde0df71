import { type CategoryRegistry } from '@nest-privacy/core';
import { type DecisionRequest } from '../decision/decision-request.js';

/** Takes everything back, whatever was shown. */
export const withdrawalOf = (registry: CategoryRegistry): DecisionRequest => ({
  kind: 'withdraw',
  decisions: Object.fromEntries(registry.optional.map((category) => [category, 'denied'])),
  method: 'withdraw',
  noticeVersion: null,
  catalogueVersion: null,
  language: null,
  acknowledgedSignals: [],
  givenAt: null,
});
