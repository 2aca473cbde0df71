import { type ServerResponse } from 'node:http';
import { RequestView } from '../request/request-view.js';
import { awaitHeaders, type HeadListener } from './before-headers.js';
import { type ResponseListener } from './response-listener.js';

type Finished = NonNullable<ResponseListener['finished']>;

/**
 * Who takes part in the responses of a server. For each of them it sets one property and adds one listener, a function that all share, however many take part:
 * closures would have to be made and collected with every request.
 */
export class ResponseAttendance {
  private heads: readonly HeadListener[] = [];
  private readonly ends: Finished[] = [];
  private readonly finished: (this: ServerResponse) => void;

  /** @param done told of every response that is done, before the others are */
  constructor(done: (response: ServerResponse) => void) {
    const { ends } = this;
    this.finished = function () {
      done(this);
      const view = RequestView.of(this.req);
      for (const end of ends) end(view, this);
    };
  }

  add(listener: ResponseListener): void {
    if (listener.beforeHeaders) this.heads = [...this.heads, listener as HeadListener];
    if (listener.finished) this.ends.push((view, response) => listener.finished!(view, response));
  }

  begin(view: RequestView, response: ServerResponse): void {
    if (this.heads.length > 0) awaitHeaders(view, response, this.heads);
    response.on('finish', this.finished);
  }
}
