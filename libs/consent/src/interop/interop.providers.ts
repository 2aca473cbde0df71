import { type Provider } from '@nestjs/common';
import { ConsentInterop } from './consent-interop.js';

/** What this room adds to the module. */
export const INTEROP_PROVIDERS: readonly Provider[] = [ConsentInterop];
