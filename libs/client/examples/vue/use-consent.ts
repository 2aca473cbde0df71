import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import { type ConsentState, sharedClient } from '@nest-privacy/client';

/** The visitor's consent, for `setup`: what is computed of it is computed again when it changes. */
export function useConsent(): { state: ShallowRef<ConsentState | undefined>; allows: (category: string) => boolean } {
  const client = sharedClient();
  const state = shallowRef(client.state());
  onScopeDispose(client.onChange(() => (state.value = client.state())));
  return { state, allows: (category) => (state.value, client.allows(category)) };
}
