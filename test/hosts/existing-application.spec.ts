import { ConsentModule, RequireConsent } from '@nest-privacy/consent';
import { CoreModule } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DntModule } from '@nest-privacy/dnt';
import {
  type ArgumentsHost,
  type CanActivate,
  Catch,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  HttpException,
  Injectable,
  Module,
  SetMetadata,
  VersioningType,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, HttpAdapterHost, Reflector } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Browser } from '../../libs/consent/test/browser.js';

const Public = (): ClassDecorator & MethodDecorator => SetMetadata('host:public', true);

@Injectable()
class LoginGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<boolean>('host:public', places) === true;
  }
}

/** The errors of the application, as its clients know them. */
@Catch()
class OwnFilter implements ExceptionFilter {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(error: unknown, context: ArgumentsHost): void {
    const status = error instanceof HttpException ? error.getStatus() : 500;
    const told = error instanceof HttpException ? error.getResponse() : {};
    this.host.httpAdapter.reply(context.switchToHttp().getResponse(), { failed: true, told }, status);
  }
}

@Public()
@Controller('offers')
class Offers {
  @Get()
  @RequireConsent('MARKETING')
  offers(): string {
    return 'only for those who allowed it';
  }

  @Get('broken')
  broken(): never {
    throw new Error('of the application');
  }
}

/** Imports what it uses, for nothing but CoreModule is global. */
@Module({
  imports: [
    ConsentModule.forRoot({
      secrets: ['a-secret-of-tests-that-is-long-enough-0001'],
      decorators: [Public()],
    }),
  ],
  controllers: [Offers],
})
class OffersModule {}

describe.each(TEST_ADAPTERS)(
  'an application with a prefix, versions, a guard and a filter of its own, on %s',
  (adapter) => {
    let server: TestApp;
    let visitor: Browser;

    beforeAll(async () => {
      server = await startTestApp({
        adapter,
        imports: [
          CoreModule.forRoot(),
          TypeOrmModule.forRoot({ ...sqliteOptions(':memory:'), autoLoadEntities: true, synchronize: true }),
          DntModule.forRoot({ config: '/privacy' }),
          OffersModule,
        ],
        providers: [
          { provide: APP_GUARD, useClass: LoginGuard },
          { provide: APP_FILTER, useClass: OwnFilter },
        ],
        configure: (app) => {
          app.setGlobalPrefix('api', { exclude: ['.well-known/consent-ledger.json'] });
          app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
        },
      });
      visitor = new Browser(server.url);
    });
    afterAll(() => server.close());

    const ask = async (method: string, path: string, body?: unknown): Promise<[number, unknown]> => {
      const response = await visitor.send(method, path, body === undefined ? {} : { body });
      const text = await response.text();
      return [response.status, text.startsWith('{') ? JSON.parse(text) : text];
    };

    it('refuses by its own filter, and names where consent is given', async () => {
      const told = expect.objectContaining({ code: 'CONSENT_REQUIRED', consentUrl: '/api/v1/consent' }) as object;
      expect(await ask('GET', '/api/v1/offers')).toEqual([403, { failed: true, told }]);
    });

    it('takes the decision there, and serves from then on', async () => {
      expect((await ask('POST', '/api/v1/consent', { decisions: { MARKETING: 'granted' } }))[0]).toBe(201);
      expect(await ask('GET', '/api/v1/offers')).toEqual([200, 'only for those who allowed it']);
      expect((await ask('GET', '/consent'))[0]).toBe(404);
    });

    it("keeps the application's failures as they are", async () => {
      expect(await ask('GET', '/api/v1/offers/broken')).toEqual([500, { failed: true, told: {} }]);
    });

    it('answers for the tracking status at the root', async () => {
      expect((await ask('GET', '/.well-known/dnt/'))[0]).toBe(200);
    });

    it('publishes the keys of the ledger at the root, which the prefix leaves out and no version moves', async () => {
      expect(await ask('GET', '/.well-known/consent-ledger.json')).toEqual([200, { keys: [] }]);
    });
  },
);
