import { Body, Controller, Delete, Get, Put, Res, type Type, UseGuards } from '@nestjs/common';
import { Args, Context, Field, GraphQLModule, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import * as consent from '@nest-privacy/consent';
import {
  ConsentController,
  ConsentDecisions,
  ConsentRecordView,
  ConsentService,
  RequireConsent,
  SameOriginGuard,
  type StoredConsent,
} from '@nest-privacy/consent';
import { CurrentRequest, type RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../libs/consent/test/browser.js';
import { type ConsentApp, type ConsentAppOptions, startConsentApp } from '../../libs/consent/test/consent-app.js';

/** Consent as the application's own API has it. */
@Controller('account/privacy')
class PrivacyController {
  constructor(
    private readonly consent: ConsentService,
    private readonly decisions: ConsentDecisions,
  ) {}

  @Get()
  choices(@CurrentRequest() view: RequestView): StoredConsent['decisions'] {
    return this.consent.read(view).decisions;
  }

  @Put()
  @UseGuards(SameOriginGuard)
  async choose(
    @CurrentRequest() view: RequestView,
    @Body() choices: object,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<ConsentRecordView> {
    const decision = this.decisions.parse({ decisions: choices, method: 'account' });
    const { record } = await this.decisions.take(view, response, decision);
    return new ConsentRecordView(record);
  }

  @Delete()
  @UseGuards(SameOriginGuard)
  async takeBack(@CurrentRequest() view: RequestView, @Res({ passthrough: true }) response: unknown): Promise<void> {
    await this.decisions.take(view, response, this.decisions.withdrawal());
  }
}

/** The module's own, elsewhere. */
@Controller('privacy/choices')
class MovedController extends ConsentController {}

/** Each of the module's controllers, elsewhere. */
const ALL_MOVED = Object.entries(consent)
  .filter(([name]) => name.endsWith('Controller'))
  .map(([name, found]) => {
    class Moved extends (found as Type) {}
    Controller(`moved/${name}`)(Moved);
    return Moved;
  });

@Controller()
class PagesController {
  @Get('counted')
  @RequireConsent('STATISTICS')
  counted(): string {
    return 'counted';
  }
}

@InputType()
class Choice {
  @Field(() => String)
  category!: string;

  @Field(() => Boolean)
  granted!: boolean;
}

@ObjectType()
class Recorded {
  @Field(() => String)
  id!: string;

  @Field(() => [String])
  granted!: string[];
}

@Resolver()
class PrivacyResolver {
  constructor(
    private readonly consent: ConsentService,
    private readonly decisions: ConsentDecisions,
  ) {}

  @Query(() => [String])
  allowed(@CurrentRequest() view: RequestView): string[] {
    const { allowed } = this.consent.read(view);
    return Object.keys(allowed).filter((category) => this.consent.allows(view, category as 'STATISTICS'));
  }

  @Mutation(() => Recorded)
  @UseGuards(SameOriginGuard)
  async choose(
    @CurrentRequest() view: RequestView,
    @Args('choices', { type: () => [Choice] }) choices: Choice[],
    // Not `@Context('reply')`: Fastify's reply is a promise of its own end, for which Nest would wait.
    @Context() { reply }: { reply: unknown },
  ): Promise<Recorded> {
    const named = choices.map(({ category, granted }) => [category, granted ? 'granted' : 'denied']);
    const decision = this.decisions.parse({ decisions: Object.fromEntries(named), method: 'graphql' });
    const { record } = await this.decisions.take(view, reply, decision);
    const granted = Object.entries(record.decisions).filter(([, decided]) => decided === 'granted');
    return { id: record.id, granted: granted.map(([category]) => category) };
  }
}

const [database] = testDatabases();

const start = (options: Partial<ConsentAppOptions>): Promise<ConsentApp> =>
  startConsentApp({
    adapter: 'fastify',
    database: database!,
    consent: { rateLimit: { writes: 5 } },
    extras: { routes: 'none' },
    ...options,
    controllers: [PagesController, ...(options.controllers ?? [])],
  });

describe.each(TEST_ADAPTERS)('consent by a controller of the application, under %s', (adapter) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await start({ adapter, controllers: [PrivacyController, MovedController] });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
    server.clock.advance(60_000);
  });

  const counted = async (): Promise<number> => (await visitor.send('GET', '/counted')).status;
  const choose = (body: object, headers?: Record<string, string>): Promise<Response> =>
    visitor.send('PUT', '/account/privacy', { body, ...(headers && { headers }) });

  it('is asked, given and taken back there, with the cookies of the module', async () => {
    expect((await visitor.send('GET', '/consent')).status).toBe(404);
    const response = await choose({ STATISTICS: 'granted' });
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(await response.json()).toMatchObject({ method: 'account', decisions: { STATISTICS: 'granted' } });
    expect([...visitor.cookies.keys()]).toEqual(['privacy_subject', 'privacy_consent']);
    expect(await counted()).toBe(200);
    const choices = await visitor.send('GET', '/account/privacy');
    expect(await choices.json()).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
    expect((await visitor.send('DELETE', '/account/privacy')).status).toBe(200);
    expect(await counted()).toBe(403);
  });

  it('is refused what it would be refused at the routes of the module', async () => {
    expect((await choose({ STATISTICS: 'perhaps' })).status).toBe(400);
    expect((await choose({ STATISTICS: 'granted' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const first = await bodyOf<ConsentRecordView>(await choose({ STATISTICS: 'granted' }));
    const again = (): Promise<Response> => choose({ MARKETING: 'denied' }, { 'idempotency-key': 'again' });
    const record = await bodyOf<ConsentRecordView>(await again());
    expect(record.subjectId).toBe(first.subjectId);
    expect((await bodyOf<ConsentRecordView>(await again())).id).toBe(record.id);
    const grants = await Promise.all(Array.from({ length: 6 }, () => choose({ STATISTICS: 'granted' })));
    expect(grants.map(({ status }) => status)).toContain(429);
  });

  it('is served by the controller of the module wherever the application has it', async () => {
    const answer = await visitor.send('POST', '/privacy/choices', { body: { decisions: { STATISTICS: 'granted' } } });
    const { id } = await bodyOf<ConsentRecordView>(answer);
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `/privacy/choices/records/${id}`]);
    expect((await visitor.send('GET', `/privacy/choices/records/${id}`)).status).toBe(200);
    expect(await counted()).toBe(200);
  });
});

it('is served with what the module gives, whichever of its controllers the application moves', async () => {
  expect(ALL_MOVED.length).toBeGreaterThan(10);
  const server = await start({ controllers: ALL_MOVED });
  const answer = await new Browser(server.url).send('GET', '/moved/ConsentController');
  expect(answer.status).toBe(200);
  await server.close();
});

describe('consent by a GraphQL mutation', () => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await start({
      providers: [PrivacyResolver],
      imports: [
        GraphQLModule.forRoot<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          autoSchemaFile: true,
          // Its cache is imported in a way that Jest does not know.
          cache: false,
        }),
      ],
    });
  });
  afterAll(() => server.close());

  const ask = (visitor: Browser, query: string, headers: Record<string, string> = {}): Promise<Response> =>
    visitor.send('POST', '/graphql', { body: { query }, headers });
  const CHOOSE = 'mutation { choose(choices: [{ category: "STATISTICS", granted: true }]) { granted } }';

  it('is given with the cookies of the module, and counts from the next request', async () => {
    const visitor = new Browser(server.url);
    expect(await (await ask(visitor, '{ allowed }')).json()).toEqual({ data: { allowed: ['ESSENTIALS'] } });
    const given = await ask(visitor, CHOOSE);
    expect(await given.json()).toEqual({ data: { choose: { granted: ['STATISTICS'] } } });
    expect(given.headers.get('cache-control')).toBe('private, no-store');
    expect([...visitor.cookies.keys()]).toEqual(['privacy_subject', 'privacy_consent']);
    expect(await (await ask(visitor, '{ allowed }')).json()).toEqual({
      data: { allowed: ['ESSENTIALS', 'STATISTICS'] },
    });
    expect((await visitor.send('GET', '/counted')).status).toBe(200);
  });

  it('is refused to the page of another site, and for what is no category', async () => {
    const visitor = new Browser(server.url);
    const foreign = await ask(visitor, CHOOSE, { 'sec-fetch-site': 'cross-site' });
    expect(await foreign.json()).toMatchObject({ data: null, errors: [{ extensions: { code: expect.any(String) } }] });
    const unknown = await ask(visitor, CHOOSE.replace('STATISTICS', 'STATISTIC'));
    expect(await unknown.json()).toMatchObject({ data: null, errors: [expect.any(Object)] });
    expect(visitor.cookies.size).toBe(0);
  });
});
