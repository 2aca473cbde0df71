import { readable } from 'svelte/store';
import { type ConsentState, sharedClient } from '@nest-privacy/client';

const client = sharedClient();

/** The visitor's consent as a store: `$consent?.allowed.STATISTICS`. */
export const consent = readable<ConsentState | undefined>(client.state(), (set) =>
  client.onChange(() => set(client.state())),
);
