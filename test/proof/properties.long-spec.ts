import { minutes } from '@nest-privacy/core';
import { provesConsent } from './property-suite.js';

provesConsent(minutes(2));
