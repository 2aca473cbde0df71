// First of all: elements that the page has ask for its client as soon as they are defined.
import { client } from './client-of-page.js';
import { placeBanner } from '../element/index.js';
import { type GateOptions } from '../gate/gate.options.js';
import { dataLayer } from '../signals/data-layer.js';
import { googleConsentMode } from '../signals/google-consent-mode.js';
import { startSignals } from '../signals/start-signals.js';
import { ownScript } from './own-script.js';
import { startGateOnDemand } from './start-gate-on-demand.js';

/** Everything for pages without a bundler, by one `<script type="module" src>`; its `data-` attributes are what is called ScriptOptions in `@nest-privacy/client/assets`. */
const { reload, alsoRead, trustedTypes, seedKeys } = ownScript?.dataset ?? {};

const inCapitals = (name: string): string => name.toUpperCase();
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
