import '@nest-privacy/client/styles.css';
import { sharedClient } from '@nest-privacy/client';
import { placeBanner } from '@nest-privacy/client/element';
import { noticeTraces, startGate } from '@nest-privacy/client/gate';
import { dataLayer, googleConsentMode, startSignals } from '@nest-privacy/client/signals';

/** Once in the page: vendors are told ahead of the gate, which lets in what is parked and takes back what the notice names. */
const client = sharedClient();
startSignals(client, [googleConsentMode(), dataLayer()]);
startGate({ client, traces: noticeTraces(client) });
placeBanner();
