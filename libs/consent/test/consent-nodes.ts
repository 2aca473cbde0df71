import { Controller, Get } from '@nestjs/common';
import { type Clock, CoreModule, type CoreModuleExtras } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  ManualClock,
  startTestApp,
  type TestApp,
  type TestDatabase,
} from '@nest-privacy/core/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ConsentModule, type ConsentModuleOptions, ConsentService, RequireConsent } from '../src/index.js';
import { RevocationPoller } from '../src/revocation/revocation-poller.js';
import { Browser } from './browser.js';
import { CONSENT_TABLES, SECRETS } from './consent-app.js';
import { withUsers } from './logins.js';

/** What a visitor who allows STATISTICS may see. */
@Controller('guarded')
class GuardedController {
  @Get()
  @RequireConsent('STATISTICS')
  page(): string {
    return 'guarded';
  }
}

/** What differs from one process to the next. */
export interface NodeOptions extends Pick<CoreModuleExtras, 'shared'> {
  readonly clock?: Clock;
  readonly revocations?: ConsentModuleOptions['revocations'];
  readonly regime?: ConsentModuleOptions['regime'];
  readonly secrets?: ConsentModuleOptions['secrets'];
  readonly identity?: ConsentModuleOptions['identity'];
  readonly seal?: ConsentModuleOptions['seal'];
  readonly core?: Parameters<typeof CoreModule.forRoot>[0];
}

/** One process of several that share a database. */
export class ConsentNode {
  readonly service: ConsentService;
  readonly source: DataSource;

  constructor(
    private readonly app: TestApp,
    dataSource: DataSource,
  ) {
    this.service = app.app.get(ConsentService, { strict: false });
    this.source = dataSource;
  }

  get url(): string {
    return this.app.url;
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.app.get<T>(token, { strict: false });
  }

  /** Has it look once at what the others wrote. */
  look(): Promise<void> {
    return this.get(RevocationPoller).poll();
  }

  /** A browser with cookies that were copied from another. */
  replay(cookies: ReadonlyMap<string, string>, headers?: Readonly<Record<string, string>>): Browser {
    const browser = new Browser(this.url, headers);
    for (const [name, value] of cookies) browser.setCookie(name, value);
    return browser;
  }

  /** What the guard answers to these cookies. */
  async guarded(cookies: ReadonlyMap<string, string>): Promise<number> {
    return (await this.replay(cookies).send('GET', '/guarded')).status;
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

/** Several processes on one database. */
export class ConsentNodes {
  readonly clock = new ManualClock();
  private readonly running: ConsentNode[] = [];
  private started = 0;

  private constructor(readonly place: DisposableDatabase) {}

  static async on(database: TestDatabase): Promise<ConsentNodes> {
    const place = await database.create(CONSENT_TABLES);
    return new ConsentNodes(place);
  }

  async start({
    clock = this.clock,
    revocations,
    regime = 'opt-in',
    shared,
    secrets = SECRETS,
    identity,
    seal,
    core,
  }: NodeOptions = {}): Promise<ConsentNode> {
    const name = `node${this.started++}`;
    const users = withUsers();
    const app = await startTestApp({
      adapter: 'fastify',
      controllers: [GuardedController, ...users.controllers!],
      providers: [users.binding],
      imports: [
        CoreModule.forRoot({ clock, shared, ...core }),
        TypeOrmModule.forRoot({ ...this.place.options, name, autoLoadEntities: true, retryAttempts: 1 }),
        ConsentModule.forRoot({
          isGlobal: true,
          secrets,
          identity,
          seal,
          dataSource: name,
          rateLimit: 'off',
          regime,
          revocations: { pollInterval: 'off', ...revocations },
        }),
      ],
    });
    const node = new ConsentNode(app, app.app.get<DataSource>(`${name}DataSource`));
    this.running.push(node);
    return node;
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map((node) => node.close()));
    await this.place.drop();
  }
}

/** Somebody who allowed STATISTICS: the browser, and its cookies as they were then. */
export async function grantAt(node: ConsentNode): Promise<{ visitor: Browser; captured: Map<string, string> }> {
  const visitor = new Browser(node.url);
  const { status } = await visitor.decide({ STATISTICS: 'granted' });
  if (status !== 201) throw new Error(`the grant was answered ${status}`);
  return { visitor, captured: new Map(visitor.cookies) };
}
