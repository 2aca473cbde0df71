import { sharedClient } from '../client/shared-client.js';
import { type ConsentState } from '../state/consent-state.js';
import { readForm } from './form-fields.js';

/**
 * Sends what a form says, as the server would read it.
 *
 * @param button the one that was pressed
 * @throws ConsentError
 */
export function sendDecision(form: HTMLFormElement, button: HTMLElement | null): Promise<ConsentState> {
  const client = sharedClient();
  const { decision, decisions, evidence } = readForm(form, button);
  if (decision === 'withdraw') return client.withdraw();
  if (decision === 'accept-all') return client.acceptAll(evidence);
  return decision ? client.rejectAll(evidence) : client.decide(decisions, evidence);
}
