import { Controller, type INestApplication, Module, VersioningType } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { Browser } from '../../test/browser.js';
import { type ConsentApp, type ConsentAppOptions, startConsentApp } from '../../test/consent-app.js';
import { ConsentController, ConsentMarkup, ConsentModule } from '../index.js';
import { ConsentPaths } from './consent-paths.js';

const [database] = testDatabases();

@Controller('privacy/choice')
class OwnController extends ConsentController {}

/** Beneath the root, where what is appended to the path would be a host. */
@Controller('/')
class RootController extends ConsentController {}

@Module({})
class Elsewhere {}

describe.each(TEST_ADAPTERS)('where pages lead, under %s', (adapter) => {
  let server: ConsentApp;

  afterEach(() => server.close());

  const start = async (options: Partial<ConsentAppOptions> = {}): Promise<void> => {
    const { consent, ...others } = options;
    server = await startConsentApp({
      database: database!,
      adapter,
      ...others,
      consent: { rateLimit: 'off', surface: { choicesPath: '/choices' }, ...consent },
    });
  };
  const paths = () =>
    server.app.get(ConsentMarkup).settings(RequestView.of({ method: 'GET', url: '/', headers: { host: 'a' } })).paths;

  it.each<[string, Partial<ConsentAppOptions>, string]>([
    ['where the controller is', {}, '/consent'],
    ['beneath a prefix', { configure: (app: INestApplication) => void app.setGlobalPrefix('api') }, '/api/consent'],
    [
      'beneath a version of the URL',
      {
        configure: (app: INestApplication) =>
          void app.setGlobalPrefix('api').enableVersioning({ type: VersioningType.URI, defaultVersion: '2' }),
      },
      '/api/v2/consent',
    ],
    [
      'beneath where RouterModule has put it',
      { imports: [Elsewhere, RouterModule.register([{ path: 'shop', module: ConsentModule }])] },
      '/shop/consent',
    ],
    ['in a controller made of it', { extras: { routes: 'none' }, controllers: [OwnController] }, '/privacy/choice'],
  ])('is %s: a form of the page is answered there', async (_, options, path) => {
    await start(options);
    expect(paths()).toEqual({ consent: path, choices: '/choices', events: null });
    const body = new URLSearchParams({ decision: 'reject-all', redirect: '/' });
    expect((await new Browser(server.url).send('POST', paths().consent, { body })).status).toBe(303);
    // What a refusal names.
    expect(server.app.get(ConsentPaths).consentUrl()).toBe(path);
  });

  it('is what the options say, where something before the application changes paths', async () => {
    const surface = { consentPath: 'https://api.example/consent/', choicesPath: '/wahl#alle', eventsPath: '/events' };
    await start({ consent: { surface } });
    expect(paths()).toEqual({ consent: 'https://api.example/consent', choices: '/wahl#alle', events: '/events' });
  });

  it('is the page of `consentUrl` for choices, where that alone is said', async () => {
    await start({ consent: { surface: undefined, consentUrl: '/privacy' } });
    expect(server.app.get(ConsentPaths).consentUrl()).toBe('/privacy');
    expect(paths().choices).toBe('/privacy');
  });

  it.each<[string, Partial<ConsentAppOptions>, RegExp]>([
    ['there are no routes', { extras: { routes: 'none' } }, /CONSENT_SURFACE_PATH_UNKNOWN.*"consentPath"/],
    [
      'a parameter is part of the path',
      { configure: (app: INestApplication) => void app.setGlobalPrefix(':tenant') },
      /CONSENT_SURFACE_PATH_UNKNOWN.*"consentPath"/,
    ],
    [
      'the path is the root',
      { extras: { routes: 'none' }, controllers: [RootController] },
      /CONSENT_SURFACE_PATH_UNKNOWN.*"consentPath"/,
    ],
    ...['/account?tab=privacy', 'https://site.example/?a=1'].map(
      (consentUrl): [string, Partial<ConsentAppOptions>, RegExp] => [
        `a form would lose the query of ${consentUrl}`,
        { consent: { surface: {}, consentUrl } },
        /CONSENT_SURFACE_PATH_UNKNOWN.*"choicesPath"/,
      ],
    ),
    ['nothing says where the choices are', { consent: { surface: {} } }, /CONSENT_SURFACE_PATH_UNKNOWN.*"choicesPath"/],
  ])('is not guessed where %s', async (_, options, fault) => {
    await start(options);
    expect(paths).toThrow(fault);
  });
});
