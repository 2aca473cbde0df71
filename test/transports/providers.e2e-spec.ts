import { Controller, Get, Inject, Injectable, Req, Scope } from '@nestjs/common';
import { Cron, CronExpression, ScheduleModule } from '@nestjs/schedule';
import { ConsentService, RequireConsent } from '@nest-privacy/consent';
import { type RequestLike } from '@nest-privacy/core';
import { startTestApp } from '@nest-privacy/core/testing';
import { CASES, personOf } from './cases.js';
import { startWorld, type World } from './world.js';

interface Letter {
  readonly consent?: unknown;
  readonly email?: string;
  readonly text: string;
}

@Injectable()
class MailService {
  /** Not async: it is judged before, which takes a while. */
  @RequireConsent('STATISTICS')
  deny(_to: string, { text }: Letter): string {
    return text;
  }

  @RequireConsent('STATISTICS', { mode: 'skip' })
  skip(letter: Letter): string {
    return letter.text;
  }

  @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
  anonymise(letter: Letter): Letter {
    return letter;
  }

  @RequireConsent('STATISTICS', { exceptionFactory: ({ categories }) => new RangeError(categories.join()) })
  own(letter: Letter): string {
    return letter.text;
  }

  @RequireConsent('STATISTICS')
  byRequest(request: RequestLike): string {
    return request.url ?? '';
  }
}

/** Every method is judged, but for what Nest calls. */
@RequireConsent('STATISTICS')
@Injectable({ scope: Scope.REQUEST })
class ReportService {
  onModuleInit(): void {}

  report({ text }: Letter): string {
    return text;
  }
}

/** Made by a factory, so that Nest injects nothing into it. */
class MadeService {
  @RequireConsent('STATISTICS')
  report({ text }: Letter): string {
    return text;
  }
}

@Controller()
class LettersController {
  constructor(
    private readonly mail: MailService,
    private readonly reports: ReportService,
  ) {}

  @Get('by-request')
  byRequest(@Req() request: RequestLike): unknown {
    return this.mail.byRequest(request);
  }

  @Get('reports')
  report(): unknown {
    return this.reports.report({ text: 'hello' });
  }
}

describe('@RequireConsent on methods of providers', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      controllers: [LettersController],
      providers: [MailService, ReportService, { provide: 'made', useFactory: () => new MadeService() }],
    });
  });
  afterAll(() => world.close());

  const refusal = expect.objectContaining({
    code: 'CONSENT_REQUIRED',
    extensions: { code: 'CONSENT_REQUIRED', categories: ['STATISTICS'], consentUrl: '/consent' },
  }) as object;
  const outcome = (call: unknown): Promise<unknown> =>
    Promise.resolve(call).then(
      (served) => ({ served }),
      (refused: unknown) => ({ refused }),
    );

  it.each(CASES)('serves who $name', async (theCase) => {
    const { carrier: consent, cookie, later } = await personOf(theCase, world);
    await later();
    const mail = world.app.get(MailService);
    const letter = { consent, email: 'a@b.example', text: 'hello' };
    const served = { served: 'hello' };
    const isServed = theCase.allowed;
    expect(await outcome(mail.deny('somebody', letter))).toEqual(isServed ? served : { refused: refusal });
    expect(await outcome(mail.skip(letter))).toEqual(isServed ? served : { served: undefined });
    expect(await outcome(mail.own(letter))).toEqual(isServed ? served : { refused: new RangeError('STATISTICS') });
    expect(await outcome(mail.anonymise(letter))).toEqual({ served: isServed ? letter : { text: 'hello' } });
    expect(letter.email).toBe('a@b.example');

    const reports = await world.app.resolve(ReportService);
    expect(await outcome(reports.report(letter))).toEqual(isServed ? served : { refused: refusal });
    const made = world.app.get<MadeService>('made');
    expect(await outcome(made.report(letter))).toEqual(isServed ? served : { refused: refusal });

    const response = await fetch(`${world.url}/by-request`, { headers: { cookie } });
    expect(response.status).toBe(isServed ? 200 : 403);
  });

  it('refuses calls that are about nobody', async () => {
    const mail = world.app.get(MailService);
    for (const nobody of [{}, { consent: 7 }, { headers: {} }, { data: null }])
      expect(await outcome(mail.deny('somebody', { text: 'hello', ...nobody }))).toEqual({ refused: refusal });
    expect((await fetch(`${world.url}/reports`)).status).toBe(403);
  });

  it('asks by subject and by carrier where there is no decorator', async () => {
    const { carrier } = await personOf(CASES[0]!, world);
    const consent = world.app.get(ConsentService);
    expect(await consent.allowsCarried(carrier, 'STATISTICS')).toBe(true);
    expect(await consent.allowsCarried(carrier, 'STATISTICS', 'MARKETING')).toBe(false);
    expect(await consent.allowsCarried('1~default~forged', 'STATISTICS')).toBe(false);
    expect(await consent.allowsCarried(null, 'ESSENTIALS')).toBe(true);
  });

  it('remembers what the browser said by itself when the work was ordered', async () => {
    const { cookie } = await personOf(
      { ...CASES[0]!, meet: (_world, one) => one.decide({ MARKETING: 'granted' }) },
      world,
    );
    const consent = world.app.get(ConsentService);
    const carried = (headers: object): string | null =>
      consent.carry({ headers: { host: new URL(world.url).host, cookie, ...headers } });
    expect(await consent.allowsCarried(carried({}), 'MARKETING')).toBe(true);
    expect(await consent.allowsCarried(carried({ 'sec-gpc': '1' }), 'MARKETING')).toBe(false);
  });
});

describe('without ConsentModule', () => {
  it('a method of a provider refuses everybody', async () => {
    const { app, close } = await startTestApp({ adapter: 'fastify', providers: [MailService] });
    try {
      await expect(app.get(MailService).deny('somebody', { text: 'hello' })).rejects.toMatchObject({
        code: 'CONSENT_REQUIRED',
      });
    } finally {
      await close();
    }
  });
});

describe('where nobody can be asked about', () => {
  class Tasks {
    constructor(@Inject(ConsentService) readonly consent: ConsentService) {}

    @Cron(CronExpression.EVERY_MINUTE)
    @RequireConsent('STATISTICS')
    nightly(): void {}
  }

  @RequireConsent('STATISTICS')
  class ClassOfTasks {
    @Cron(CronExpression.EVERY_MINUTE)
    nightly(): void {}
  }

  @RequireConsent('STATISTICS')
  class Base {}

  class Heir extends Base {
    added(): void {}
  }

  it.each([
    [Tasks, /CONSENT_WITHOUT_SUBJECT.*Tasks\.nightly.*allowsSubject/s],
    [ClassOfTasks, /CONSENT_WITHOUT_SUBJECT.*ClassOfTasks\.nightly/s],
    [Heir, /CONSENT_NOT_ENFORCEABLE.*"added".*decorate Heir/s],
  ])('the application does not start: %p', async (Provider, message) => {
    Injectable()(Provider);
    await expect(startWorld({ imports: [ScheduleModule.forRoot()], providers: [Provider] })).rejects.toThrow(message);
  });

  it.each<[string, unknown[]]>([
    ['no category', []],
    ['no category but options', [{ mode: 'skip' }]],
    ['an unknown mode', ['STATISTICS', { mode: 'hide' }]],
    ['an identity that is no list', ['STATISTICS', { identity: 'email' }]],
    ['an exceptionFactory that is none', ['STATISTICS', { exceptionFactory: true }]],
  ])('%s is refused where it is written', (_what, args) => {
    expect(() => RequireConsent(...(args as [never]))(class {})).toThrow(/CONSENT_REQUIREMENT_INVALID/);
  });

  it.each(['a property', 'an accessor', 'a static method'])('%s cannot be decorated at all', (place) => {
    const decorate: (...args: never[]) => void = RequireConsent('STATISTICS');
    class Somewhere {
      static method(): void {}

      get accessor(): number {
        return 1;
      }
    }
    const args: Record<string, unknown[]> = {
      'a property': [Somewhere.prototype, 'property', undefined],
      'an accessor': [
        Somewhere.prototype,
        'accessor',
        Object.getOwnPropertyDescriptor(Somewhere.prototype, 'accessor'),
      ],
      'a static method': [Somewhere, 'method', Object.getOwnPropertyDescriptor(Somewhere, 'method')],
    };
    expect(() => decorate(...(args[place] as never[]))).toThrow(/CONSENT_NOT_ENFORCEABLE.*Somewhere\./s);
  });
});
