import { ClientModule } from '@nest-privacy/client/assets';
import { ConsentReader, CoreModule } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { DntModule, type DntModuleOptions } from '@nest-privacy/dnt';
import { Controller, Get } from '@nestjs/common';

@Controller()
class Shop {
  @Get()
  page(): string {
    return 'page';
  }
}

describe.each(TEST_ADAPTERS)('the files for browsers beside DntModule, on %s', (adapter) => {
  let server: TestApp | undefined;
  let warnings: string[];
  afterEach(() => server?.close());

  /** A site whose visitors have all allowed it, so that every page tells a status of one visitor. */
  const start = async (options: DntModuleOptions): Promise<TestApp> => {
    warnings = [];
    const granted = { provide: ConsentReader, useValue: { read: () => ({ tracking: 'granted' }) } };
    return (server = await startTestApp({
      adapter,
      imports: [
        CoreModule.forRoot(),
        ClientModule.forRoot(),
        DntModule.forRoot({ config: '/privacy', honours: true, echo: true, ...options, extraProviders: [granted] }),
      ],
      controllers: [Shop],
      configure: (app) =>
        app.useLogger({ log: () => {}, error: () => {}, warn: (message: string) => warnings.push(message) }),
    }));
  };
  const headersOf = async (url: string, headers = {}): Promise<(string | null)[]> => {
    const response = await fetch(url, { headers: { DNT: '0', ...headers } });
    return [response.status.toString(), ...['tk', 'dnt', 'vary'].map((name) => response.headers.get(name))];
  };

  it('are the same for everybody: they track nobody, echo nothing, and vary by no signal', async () => {
    const { url } = await start({});
    expect(await headersOf(`${url}/np/privacy.js`)).toEqual(['200', 'N', null, 'Accept-Encoding']);
    const etag = (await fetch(`${url}/np/privacy.js`)).headers.get('etag')!;
    expect(await headersOf(`${url}/np/privacy.js`, { 'If-None-Match': etag })).toEqual([
      '304',
      'N',
      null,
      'Accept-Encoding',
    ]);
    expect(await headersOf(`${url}/np/none.js`)).toEqual(['404', 'C', '0', 'DNT, Sec-GPC']);
    expect(await headersOf(url)).toEqual(['200', 'C', '0', 'DNT, Sec-GPC']);
    expect(warnings).toEqual([]);
  });

  it('tell what is said of the whole site', async () => {
    const { url } = await start({ tracking: 'T' });
    expect(await headersOf(`${url}/np/privacy.js`)).toEqual(['200', 'T', null, 'Accept-Encoding']);
  });
});
