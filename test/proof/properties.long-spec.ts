import { minutes } from '@nest-privacy/core';
import { provesConsent } from './property-suite.js';

/** Others each time. */
provesConsent({ seed: Date.now() % 2 ** 31, stories: 100_000, time: minutes(2) });
