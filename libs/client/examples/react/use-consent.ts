import { useSyncExternalStore } from 'react';
import { type ConsentState, sharedClient } from '@nest-privacy/client';

const client = sharedClient();
const subscribe = (changed: () => void): (() => void) => client.onChange(changed);
const onServer = (): undefined => undefined;

/** The visitor's consent; the component renders again when it changes. */
export function useConsent(): { state: ConsentState | undefined; allows: (category: string) => boolean } {
  const state = useSyncExternalStore(subscribe, client.state, onServer);
  return { state, allows: (category) => client.allows(category) };
}
