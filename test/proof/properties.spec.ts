import { provesConsent } from './property-suite.js';

/** The same stories each time, however busy the machine is. */
provesConsent({ seed: 20_261_122, stories: 60 });
