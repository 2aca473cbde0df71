import { createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import { TIME_LIMITS } from './time-limits.js';

/** Nest makes the server of Express without options, and how often Node looks for late clients cannot be changed afterwards. */
export class BoundedExpressAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    this.httpServer = createServer(TIME_LIMITS, this.getInstance());
  }
}
