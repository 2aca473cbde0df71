import { Injectable, Logger } from '@nestjs/common';
import { type Broadcast } from '../ports/broadcast.js';

type Handler = (message: string) => void;

/** {@link Broadcast} within this process. */
@Injectable()
export class LocalBroadcast implements Broadcast {
  private readonly logger = new Logger(LocalBroadcast.name);
  private readonly handlers = new Map<string, Set<Handler>>();

  publish(topic: string, message: string): void {
    for (const handler of this.handlers.get(topic) ?? []) this.call(topic, handler, message);
  }

  subscribe(topic: string, handler: Handler): () => void {
    const handlers = this.handlers.get(topic) ?? new Set();
    this.handlers.set(topic, handlers.add(handler));
    return () => void handlers.delete(handler);
  }

  private call(topic: string, handler: Handler, message: string): void {
    try {
      handler(message);
    } catch (error) {
      this.logger.error(`A subscriber of "${topic}" threw`, error);
    }
  }
}
