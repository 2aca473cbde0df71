import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { serveAhead } from '@nest-privacy/core/kit';
import { AssetResponder } from './asset-responder.js';
import { CLIENT_ROUTES } from './client.module-definition.js';
import { type ClientModuleExtras } from './client.options.js';

/** Puts the files on the raw server, once the application is wired. */
@Injectable()
export class ClientMount implements OnModuleInit {
  constructor(
    @Inject(CLIENT_ROUTES) private readonly routes: ClientModuleExtras['routes'],
    private readonly responder: AssetResponder,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    if (this.routes !== 'none') serveAhead(this.host, this.responder);
  }
}
