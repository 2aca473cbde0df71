import { type ServerResponse } from 'node:http';
import { type RequestView } from '../request/request-view.js';
import { type HeadListener } from './before-headers.js';

/** Takes part in responses. Neither method may wait. */
export interface ResponseListener extends Partial<HeadListener> {
  /** Called when the whole response is handed to the operating system; never for one that is aborted. It must not throw. */
  finished?(view: RequestView, response: ServerResponse): void;
}
