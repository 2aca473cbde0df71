import {
  Args,
  Context,
  Field,
  GraphQLModule,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { Consent, ConsentService, RequireConsent, type VisitorConsent } from '@nest-privacy/consent';
import { CASES, personOf } from './cases.js';
import { startWorld, type World } from './world.js';

@ObjectType()
class Offer {
  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true })
  price?: string;
}

interface GraphqlContext {
  readonly req: { readonly headers: object; readonly raw?: { readonly headers: object } };
  readonly reply?: { readonly request?: { readonly headers: object } };
  readonly user?: unknown;
}

@Resolver(() => Offer)
class OffersResolver {
  constructor(private readonly consent: ConsentService) {}

  @Query(() => String)
  @RequireConsent('STATISTICS')
  denied(): string {
    return 'served';
  }

  @RequireConsent('STATISTICS', { mode: 'skip' })
  @Query(() => String, { nullable: true })
  skipped(): string {
    return 'served';
  }

  @Query(() => Offer)
  offer(): Offer {
    return { title: 'a' };
  }

  @ResolveField(() => String, { nullable: true })
  @RequireConsent('STATISTICS')
  price(@Parent() { title }: Offer): string {
    return `price of ${title}`;
  }

  @Query(() => String)
  @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
  anonymous(
    @Args('text') text: string,
    @Args('email', { nullable: true }) email: string,
    @Context() { req, reply, user }: GraphqlContext,
    @Consent() { subjectId, anonymised, allowed }: VisitorConsent,
  ): string {
    const all = [req, req.raw, reply?.request].map((from) => from?.headers ?? {});
    const seen = {
      text,
      email,
      user,
      fields: all.map((headers) => 'cookie' in headers),
      anonymised,
      allowed: allowed.STATISTICS,
      asked: this.consent.allows(req as never, 'STATISTICS'),
      knowsSubject: subjectId !== null,
    };
    return JSON.stringify(seen);
  }

  /** Beside it in one query, and still whose it is. */
  @Query(() => Boolean)
  mine(@Context() { req }: GraphqlContext): boolean {
    return 'cookie' in req.headers;
  }
}

interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: object }[];
}

const graphql = (options: Partial<MercuriusDriverConfig> = {}) =>
  GraphQLModule.forRoot<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    autoSchemaFile: true,
    // Its cache is imported in a way that Jest does not know.
    cache: false,
    fieldResolverEnhancers: ['guards', 'filters'],
    ...options,
  });

describe('@RequireConsent over GraphQL', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ adapter: 'fastify', providers: [OffersResolver], imports: [graphql()] });
  });
  afterAll(() => world.close());

  const ask = async (cookie: string, query: string): Promise<Answer> => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as Answer;
  };
  const refusal = {
    message: 'The visitor has not allowed STATISTICS. Consent can be given at /consent.',
    extensions: { code: 'CONSENT_REQUIRED', categories: ['STATISTICS'], consentUrl: '/consent' },
  };

  it.each(CASES)('answers who $name', async (theCase) => {
    const { cookie, later } = await personOf(theCase, world);
    await later();
    const denied = await ask(cookie, '{ denied }');
    expect(denied).toMatchObject(theCase.allowed ? { data: { denied: 'served' } } : { data: null, errors: [refusal] });
    const skipped = await ask(cookie, '{ skipped }');
    expect(skipped).toEqual({ data: { skipped: theCase.allowed ? 'served' : null } });
    const field = await ask(cookie, '{ offer { title price } }');
    expect(field).toMatchObject(
      theCase.allowed
        ? { data: { offer: { title: 'a', price: 'price of a' } } }
        : { data: { offer: { title: 'a', price: null } }, errors: [refusal] },
    );
  });

  it.each(CASES)('hands the resolver of who $name a context that is theirs or nobody’s', async (theCase) => {
    const { cookie, later } = await personOf(theCase, world);
    await later();
    const { data } = await ask(cookie, '{ anonymous(text: "hello", email: "a@b.example") mine }');
    const seen = JSON.parse(data!.anonymous as string) as object;
    const isSender = theCase.allowed;
    expect(seen).toEqual({
      text: 'hello',
      ...(isSender && { email: 'a@b.example' }),
      fields: [isSender, isSender, isSender],
      ...(!isSender && { anonymised: true }),
      allowed: isSender,
      asked: isSender,
      knowsSubject: isSender,
    });
    expect(data!.mine).toBe(true);
  });

  it('does not start where GraphQL would run no guard before a field', async () => {
    const start = startWorld({ providers: [OffersResolver], imports: [graphql({ fieldResolverEnhancers: [] })] });
    await expect(start).rejects.toThrow(/CONSENT_FIELD_UNGUARDED.*OffersResolver\.price.*fieldResolverEnhancers/s);
  });
});
