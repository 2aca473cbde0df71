import { makeClient } from './make-client.js';
import { type ConsentClient, type ConsentClientOptions } from './consent-client.options.js';

/** This visitor's consent over the HTTP contract of nest-privacy. Does nothing until it is asked to. */
export const createConsentClient = (options?: ConsentClientOptions): ConsentClient => makeClient(options).client;
