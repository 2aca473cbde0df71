import { seconds } from '@nest-privacy/core';
import { provesConsent } from './property-suite.js';

provesConsent(seconds(8));
