import {
  Controller,
  ForbiddenException,
  Get,
  Headers,
  Injectable,
  Ip,
  type OnModuleInit,
  Post,
  Req,
  Res,
  Sse,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Consent, ConsentService, RequireConsent, type VisitorConsent } from '@nest-privacy/consent';
import { onEveryRequest } from '@nest-privacy/core/kit';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type Observable, of } from 'rxjs';
import { CASES, personOf } from './cases.js';
import { startWorld, type World } from './world.js';

interface Served {
  readonly headers: Record<string, unknown>;
  readonly rawHeaders?: string[];
  readonly body?: unknown;
  readonly query?: object;
  readonly raw?: Served;
}

@Controller()
class PagesController {
  constructor(private readonly consent: ConsentService) {}

  @Get('denied')
  @RequireConsent('STATISTICS')
  denied(): string {
    return 'served';
  }

  @RequireConsent('STATISTICS', { mode: 'skip' })
  @Get('skipped')
  skipped(): string {
    return 'served';
  }

  @Get('answering')
  @RequireConsent('STATISTICS', { mode: 'skip' })
  answering(@Res() response: { send(text: string): unknown }): void {
    response.send('served');
  }

  @Sse('stream')
  @RequireConsent('STATISTICS', { mode: 'skip' })
  stream(): Observable<{ data: string }> {
    return of({ data: 'served' });
  }

  @Post('anonymous')
  @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
  anonymous(
    @Req() request: Served & { user?: unknown },
    @Headers() headers: object,
    @Ip() ip: string,
    @Consent() consent: VisitorConsent,
  ): unknown {
    const { rawHeaders = [] } = request.raw ?? request;
    return {
      fields: [headers, request.headers].map((fields) => Object.keys(fields)),
      cookie: rawHeaders.some((name) => name.toLowerCase() === 'cookie'),
      ip,
      body: request.body,
      query: request.query,
      anonymised: consent.anonymised,
      allowed: consent.allowed,
      asked: this.consent.allows(request as never, 'STATISTICS'),
      subject: consent.subjectId === null ? null : 'known',
    };
  }

  @Get('own')
  @RequireConsent('STATISTICS', {
    exceptionFactory: ({ categories }) => new ForbiddenException(`no ${categories.join()}`),
  })
  own(): string {
    return 'served';
  }
}

describe.each(TEST_ADAPTERS)('@RequireConsent over HTTP on %s', (adapter) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ adapter, controllers: [PagesController] });
  });
  afterAll(() => world.close());

  const ask = (cookie: string, path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${world.url}/${path}`, { ...init, headers: { cookie, authorization: 'Bearer x', ...init.headers } });

  it.each(CASES)('answers who $name', async (theCase) => {
    const person = await personOf(theCase, world);
    await person.later();
    const { cookie } = person;
    const denied = await ask(cookie, 'denied');
    expect(denied.status).toBe(theCase.allowed ? 200 : 403);
    if (!theCase.allowed)
      expect(await denied.json()).toMatchObject({
        code: 'CONSENT_REQUIRED',
        categories: ['STATISTICS'],
        consentUrl: '/consent',
      });

    for (const path of ['skipped', 'answering', 'stream']) {
      const skipped = await ask(cookie, path);
      expect([path, skipped.status]).toEqual([path, theCase.allowed ? 200 : 204]);
      expect(await skipped.text()).toEqual(theCase.allowed ? expect.stringContaining('served') : '');
    }

    const own = await ask(cookie, 'own');
    expect(own.status).toBe(theCase.allowed ? 200 : 403);
    if (!theCase.allowed) expect(await own.json()).toMatchObject({ detail: 'no STATISTICS' });
  });

  it.each(CASES)('hands the handler of who $name a request that is theirs or nobody’s', async (theCase) => {
    const person = await personOf(theCase, world);
    await person.later();
    const response = await ask(person.cookie, 'anonymous?email=a@b.example&page=2', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.7' },
      body: JSON.stringify({ email: 'a@b.example', text: 'hello' }),
    });
    const seen = (await response.json()) as { fields: string[][] } & Record<string, unknown>;
    const [names = []] = seen.fields;
    expect(seen.fields[1]).toEqual(names);
    const identity = ['cookie', 'authorization', 'x-forwarded-for'].filter((name) => names.includes(name));
    expect({ ...seen, fields: identity }).toEqual(
      theCase.allowed
        ? {
            fields: ['cookie', 'authorization', 'x-forwarded-for'],
            cookie: true,
            ip: expect.any(String),
            body: { email: 'a@b.example', text: 'hello' },
            query: { email: 'a@b.example', page: '2' },
            allowed: { ESSENTIALS: true, STATISTICS: true, MARKETING: false },
            asked: true,
            subject: 'known',
          }
        : {
            fields: [],
            cookie: false,
            body: { text: 'hello' },
            query: { page: '2' },
            anonymised: true,
            allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
            asked: false,
            subject: null,
          },
    );
  });

  it('counts what it refused, by category and mode', () => {
    const total = (mode: 'deny' | 'skip' | 'anonymise'): number =>
      world.metrics.total('consent_guard_denials_total', { category: 'STATISTICS', mode });
    expect([total('deny'), total('skip'), total('anonymise')]).toEqual([10, 15, 5]);
  });

  it('denies what is no request, instead of failing', () => {
    const consent = world.app.get(ConsentService);
    for (const nothing of [undefined, null, {}, 'request', 7])
      expect(consent.allows(nothing as never, 'STATISTICS')).toBe(false);
    expect(consent.carry(undefined)).toBeNull();
  });
});

describe('a regime that allows what nobody decided', () => {
  it('allows nothing to code that runs as for nobody', async () => {
    const world = await startWorld({ controllers: [PagesController], consent: { regime: 'opt-out' } });
    try {
      const person = await personOf(
        CASES.find(({ name }) => name === 'denied')!,
        world,
      );
      const response = await fetch(`${world.url}/anonymous`, { method: 'POST', headers: { cookie: person.cookie } });
      expect(await response.json()).toMatchObject({ anonymised: true, allowed: { STATISTICS: false }, asked: false });
    } finally {
      await world.close();
    }
  });
});

describe('an exceptionFactory of the module', () => {
  it('makes the error of every refusal, unless a decorator has one of its own', async () => {
    const world = await startWorld({
      controllers: [PagesController],
      consent: { exceptionFactory: ({ consentUrl }) => new ForbiddenException(`see ${consentUrl}`) },
    });
    try {
      const details = ['denied', 'own'].map(async (path) => {
        const { detail } = (await (await fetch(`${world.url}/${path}`)).json()) as { detail: string };
        return detail;
      });
      expect(await Promise.all(details)).toEqual(['see /consent', 'no STATISTICS']);
    } finally {
      await world.close();
    }
  });
});

@Injectable()
class Witness implements OnModuleInit {
  readonly seen: (string | undefined)[] = [];

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    onEveryRequest(this.host, (view, _request, response) => {
      response.on('finish', () => this.seen.push(view.cookie('who')));
    });
  }
}

describe('what the suite itself measures', () => {
  it('still knows whose request it was, when a handler does not', async () => {
    const world = await startWorld({ controllers: [PagesController], providers: [Witness] });
    try {
      const raw = await fetch(`${world.url}/anonymous`, { method: 'POST', headers: { cookie: 'who=me' } });
      expect(await raw.json()).toMatchObject({ anonymised: true, cookie: false });
      expect(world.app.get(Witness).seen).toEqual(['me']);
    } finally {
      await world.close();
    }
  });
});
