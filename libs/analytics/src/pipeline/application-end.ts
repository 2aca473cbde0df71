import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

/**
 * Calls what must be done between the end of the HTTP server and that of the database.
 *
 * Nest ends global modules last, in the reverse order of their registration, and the one that closes TypeORM's connection is global. A module that is global
 * too would depend on the order of imports; this class therefore belongs to {@link ApplicationEndModule}, which never is.
 */
@Injectable()
export class ApplicationEnd implements OnApplicationShutdown {
  private readonly listeners: (() => Promise<void>)[] = [];

  /** @param listener is awaited; called again when the application is closed again */
  onEnd(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener()));
  }
}
