import { sharedClient } from '../client/shared-client.js';
import { httpUrl } from '../gate/http-url.js';
import { ownScript } from './own-script.js';

const { baseUrl, choices } = ownScript?.dataset ?? {};

/** The page's client, made ahead of the elements that stand in the page. Forms and links lead where the tag says, and an address can be a script. */
export const client = sharedClient({ baseUrl: httpUrl(baseUrl), choices: httpUrl(choices) });
