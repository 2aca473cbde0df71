import { type Server } from 'node:http';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { onEveryRequest } from '@nest-privacy/core';

const EVERY_MS = 50;

/**
 * Ends kept-alive connections once the application shuts down. Node closes those that are idle at that moment alone, so that a busy client, or one that
 * fell silent a moment later, would keep the process for as long as it likes.
 */
@Injectable()
export class ConnectionDrain
  implements OnModuleInit, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown
{
  private ending = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    onEveryRequest(this.host, (_view, _request, response) => {
      if (this.ending) response.setHeader('Connection', 'close');
    });
  }

  onModuleDestroy(): void {
    this.ending = true;
  }

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.timer = setInterval(() => server.closeIdleConnections(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
