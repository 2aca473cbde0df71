import { type ConsentClient } from '@nest-privacy/client';
import { bundleOf } from '../browsers/index.js';

const SOURCE = `
import { sharedClient } from '@nest-privacy/client';
import { startGate } from '@nest-privacy/client/gate';
import { googleConsentMode, startSignals } from '@nest-privacy/client/signals';
import { openSettings } from '@nest-privacy/client/element';
const consent = sharedClient();
startSignals(consent, [googleConsentMode()]);
startGate({ client: consent, trustedTypesPolicy: 'none', reload: 'never' });
Object.assign(window, { consent, openSettings });
`;

/** Client, signals, gate and elements, as a page has them in one script, which leaves the first to tests. */
export const wholeClient = (): Promise<string> => bundleOf({ source: SOURCE });

/** What a page with {@link wholeClient} has in `window`. */
export interface PageWithClient {
  readonly consent: ConsentClient;
}
