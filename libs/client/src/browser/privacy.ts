import { sharedClient } from '../client/shared-client.js';
import { placeBanner } from '../element/index.js';
import { type GateOptions } from '../gate/gate.options.js';
import { httpUrl } from '../gate/http-url.js';
import { dataLayer } from '../signals/data-layer.js';
import { googleConsentMode } from '../signals/google-consent-mode.js';
import { startSignals } from '../signals/start-signals.js';
import { ownScript } from './own-script.js';
import { startGateOnDemand } from './start-gate-on-demand.js';

/** Everything for pages without a bundler, by one `<script type="module" src>`; its `data-` attributes are what is called ScriptOptions in `@nest-privacy/client/assets`. */
const { baseUrl, choices, reload, alsoRead, trustedTypes, seedKeys } = ownScript?.dataset ?? {};

const inCapitals = (name: string): string => name.toUpperCase();
// Forms and links lead there, and an address can be a script.
const client = sharedClient({ baseUrl: httpUrl(baseUrl), choices: httpUrl(choices) });
// Ahead of the gate: what vendors must know stands there when the first of their scripts runs.
startSignals(client, [googleConsentMode(), dataLayer({ seedKeys: seedKeys !== undefined })]);
startGateOnDemand({
  client,
  reload: (reload || undefined) as GateOptions['reload'],
  alsoRead: Object.fromEntries((alsoRead?.match(/\S+/g) ?? []).map((name) => [name, inCapitals])),
  trustedTypesPolicy: trustedTypes,
});
placeBanner();

// Bundlers take a file that imports alone for a script.
export {};
