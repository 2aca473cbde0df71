import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpException,
  NotFoundException,
  type Type,
} from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule, Query, Resolver } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { type ClientProxy, ClientProxyFactory, MessagePattern, RpcException, Transport } from '@nestjs/microservices';
import { EveryErrorFilter, ProblemException, ProblemFilter } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { lastValueFrom } from 'rxjs';
import { freePort } from '../setup/process.cjs';

const refused = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'CONSENT_REQUIRED',
    title: 'Consent is required',
    detail: 'The visitor has not allowed MARKETING.',
    extensions: { categories: ['MARKETING'] },
    headers: { 'X-Of-Problem': '1' },
  });

const FAILURES: Readonly<Record<string, () => Error>> = {
  own: refused,
  nest: () => new NotFoundException('No such order'),
  bug: () => new Error('of visitor@example.org'),
  rpc: () => new RpcException({ reason: 'sold out' }),
};

@Controller()
class FailingController {
  @Get('own')
  @MessagePattern('own')
  own(): never {
    throw FAILURES['own']!();
  }

  @Get('nest')
  @MessagePattern('nest')
  nest(): never {
    throw FAILURES['nest']!();
  }

  @Get('bug')
  @MessagePattern('bug')
  bug(): never {
    throw FAILURES['bug']!();
  }

  @MessagePattern('rpc')
  rpc(): never {
    throw FAILURES['rpc']!();
  }
}

@Resolver()
class FailingResolver {
  @Query(() => String)
  own(): never {
    throw refused();
  }

  @Query(() => String)
  bug(): never {
    throw new Error('of visitor@example.org');
  }
}

/** The error bodies that an application had before. */
@Catch(HttpException)
class HostFilter implements ExceptionFilter<HttpException> {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(error: HttpException, host: ArgumentsHost): void {
    this.host.httpAdapter.reply(host.switchToHttp().getResponse(), { host: error.message }, error.getStatus());
  }
}

const filters = (...classes: Type[]) => classes.map((useClass) => ({ provide: APP_FILTER, useClass }));

describe.each(TEST_ADAPTERS)('errors in an existing application under %s', (adapter) => {
  let server: TestApp;
  const start = async (...classes: Type[]): Promise<void> => {
    server = await startTestApp({
      adapter,
      controllers: [FailingController],
      providers: filters(...classes),
      configure: (app) => app.useLogger(false),
    });
  };
  afterEach(() => server.close());
  const bodyOf = async (path: string): Promise<[number, string | null, unknown]> => {
    const response = await fetch(server.url + path);
    return [response.status, response.headers.get('x-of-problem'), await response.json()];
  };

  it("stay with the application's own filters, but for the suite's problems", async () => {
    await start(HostFilter, ProblemFilter);
    expect(await bodyOf('/own')).toEqual([
      403,
      '1',
      expect.objectContaining({ code: 'CONSENT_REQUIRED', categories: ['MARKETING'] }),
    ]);
    expect(await bodyOf('/nest')).toEqual([404, null, { host: 'No such order' }]);
    expect(await bodyOf('/nowhere')).toEqual([404, null, { host: expect.stringContaining('/nowhere') }]);
    expect(await bodyOf('/bug')).toEqual([500, null, { statusCode: 500, message: 'Internal server error' }]);
  });

  it("stay as Nest has them where the application has no filter, but for the suite's problems", async () => {
    await start(ProblemFilter);
    expect(await bodyOf('/nest')).toEqual([
      404,
      null,
      { statusCode: 404, message: 'No such order', error: 'Not Found' },
    ]);
    expect(await bodyOf('/bug')).toEqual([500, null, { statusCode: 500, message: 'Internal server error' }]);
  });

  it('are all problem documents where the application wants that, and none claims to know what was done', async () => {
    await start(EveryErrorFilter);
    expect(await bodyOf('/nest')).toEqual([404, null, expect.objectContaining({ code: 'NOT_FOUND' })]);
    const [status, , body] = await bodyOf('/bug');
    expect([status, body]).toEqual([500, expect.objectContaining({ code: 'INTERNAL_ERROR' })]);
    expect(JSON.stringify(body)).not.toMatch(/nothing was changed|visitor@/);
  });

  it('say what they say to a log or a filter that knows only messages', () => {
    expect(refused().message).toBe('The visitor has not allowed MARKETING.');
  });
});

const REFUSAL = {
  status: 'error',
  message: 'The visitor has not allowed MARKETING.',
  code: 'CONSENT_REQUIRED',
  categories: ['MARKETING'],
};
const BARE = { status: 'error', message: 'Internal server error' };

describe.each([
  [ProblemFilter, { own: REFUSAL, bug: BARE, nest: BARE, rpc: { reason: 'sold out' } }],
  [
    EveryErrorFilter,
    {
      own: REFUSAL,
      bug: { status: 'error', message: expect.stringMatching(/^The server failed/), code: 'INTERNAL_ERROR' },
      nest: { status: 'error', message: 'No such order', code: 'NOT_FOUND' },
      rpc: { reason: 'sold out' },
    },
  ],
])('an RPC caller before %p', (filter, expected) => {
  let server: TestApp;
  let client: ClientProxy;

  beforeAll(async () => {
    const options = { host: '127.0.0.1', port: await freePort() };
    server = await startTestApp({
      adapter: 'express',
      controllers: [FailingController],
      providers: filters(filter),
      configure: (app) => {
        app.useLogger(false);
        app.connectMicroservice({ transport: Transport.TCP, options }, { inheritAppConfig: true });
      },
    });
    await server.app.startAllMicroservices();
    client = ClientProxyFactory.create({ transport: Transport.TCP, options });
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  it.each(Object.entries(expected))('is answered %s', async (pattern, answer) => {
    await expect(lastValueFrom(client.send<unknown>(pattern, {}))).rejects.toEqual(answer);
  });
});

describe.each([ProblemFilter, EveryErrorFilter])('a GraphQL client before %p', (filter) => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp({
      adapter: 'fastify',
      imports: [
        GraphQLModule.forRoot<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          autoSchemaFile: true,
          // Its cache is imported in a way that Jest does not know.
          cache: false,
        }),
      ],
      providers: [FailingResolver, ...filters(filter)],
      configure: (app) => app.useLogger(false),
    });
  });
  afterAll(() => server.close());

  const ask = async (field: string): Promise<{ errors: { message: string; extensions?: object }[] }> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ ${field} }` }),
    });
    return (await response.json()) as Awaited<ReturnType<typeof ask>>;
  };

  it('is told code and categories beside the message', async () => {
    expect((await ask('own')).errors).toMatchObject([
      { message: REFUSAL.message, extensions: { code: 'CONSENT_REQUIRED', categories: ['MARKETING'] } },
    ]);
  });

  it('is told of the unexpected, too', async () => {
    expect((await ask('bug')).errors).toHaveLength(1);
  });
});
