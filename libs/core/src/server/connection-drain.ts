import { type Server } from 'node:http';
import { type Socket } from 'node:net';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { onEveryRequest } from './on-every-request.js';
import { SHUTDOWN_GRACE, type ShutdownGrace } from './shutdown-grace.js';

/** Milliseconds between two looks for connections that have nothing to do. */
const LOOK_EVERY = 50;

/**
 * Ends connections once the application shuts down, for Nest waits until the last one is gone. Node closes those that are idle at that moment alone; somebody
 * who says nothing, reads nothing, never ends a request or has upgraded the connection would keep the process for ever.
 *
 * Answers ask for the end of their connection from then on, idle connections are closed, and after the grace period all that are left.
 */
@Injectable()
export class ConnectionDrain implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger(ConnectionDrain.name);
  private readonly sockets = new Set<Socket>();
  private isThere = false;
  private state: 'open' | 'ending' | 'over' = 'open';
  private looking: NodeJS.Timeout | undefined;
  private deadline: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SHUTDOWN_GRACE) private readonly grace: ShutdownGrace,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    this.isThere = onEveryRequest(this.host, (_view, request, response) => {
      if (this.state !== 'open' && request.httpVersionMajor === 1) response.setHeader('Connection', 'close');
    });
    // Upgraded connections are no longer the HTTP server's own, so that it could not close them.
    if (this.isThere) this.server.on('connection', (socket: Socket) => this.follow(socket));
  }

  onModuleDestroy(): void {
    if (!this.isThere || this.state !== 'open') return;
    this.state = 'ending';
    this.looking = setInterval(() => this.server.closeIdleConnections?.(), LOOK_EVERY);
    if (this.grace !== 'off') this.deadline = setTimeout(() => this.closeAll(), this.grace);
  }

  /** The server is closed by now. */
  onApplicationShutdown(): void {
    clearInterval(this.looking);
    clearTimeout(this.deadline);
  }

  private get server(): Server {
    return this.host!.httpAdapter.getHttpServer() as Server;
  }

  private follow(socket: Socket): void {
    if (this.state === 'over') socket.destroy();
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }

  private closeAll(): void {
    this.state = 'over';
    if (this.sockets.size === 0) return;
    this.logger.warn(`${this.sockets.size} connections had not ended within ${this.grace} ms and are closed`);
    for (const socket of this.sockets) socket.destroy();
  }
}
