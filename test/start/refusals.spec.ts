import { ConsoleLogger, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsModule } from '@nest-privacy/analytics';
import { ConsentModule } from '@nest-privacy/consent';
import { CoreModule } from '@nest-privacy/core';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DntModule } from '@nest-privacy/dnt';
import { MetricsModule } from '@nest-privacy/metrics';
import { RightsModule } from '@nest-privacy/rights';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';

const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];

type Options = Record<string, unknown>;

/** One way to configure each module of the suite, whatever its options are. */
interface Subject {
  readonly name: string;
  forRoot(options: Options): DynamicModule;
  forRootAsync(useFactory: () => never): DynamicModule;
  /** Options that are well, but for the misspelt one. */
  readonly misspelt: Options;
  readonly meant: string;
}

const subject = (
  module: { forRoot(options: never): DynamicModule; forRootAsync(options: never): DynamicModule; name: string },
  misspelt: Options,
  meant: string,
): Subject => ({
  name: module.name,
  forRoot: (options) => module.forRoot(options as never),
  forRootAsync: (useFactory) => module.forRootAsync({ useFactory } as never),
  misspelt,
  meant,
});

const SUBJECTS: readonly Subject[] = [
  subject(CoreModule, { trustedProxys: [] }, 'trustedProxies'),
  subject(ConsentModule, { secrets: SECRETS, consentURL: '/' }, 'consentUrl'),
  subject(TrackingItemsModule, { language: ['en'] }, 'languages'),
  subject(MetricsModule, { maxSerie: 5 }, 'maxSeries'),
  subject(DntModule, { honors: true }, 'honours'),
  subject(RightsModule, { secrets: SECRETS, reason: 'required' }, 'reasons'),
  subject(AnalyticsModule, { flushIntervall: 20 }, 'flushInterval'),
];

const database = (): DynamicModule =>
  TypeOrmModule.forRoot({ ...sqliteOptions(':memory:'), autoLoadEntities: true, retryAttempts: 0 });

const start = async (metadata: ModuleMetadata): Promise<void> => {
  const module = await Test.createTestingModule(metadata)
    .setLogger(new ConsoleLogger({ logLevels: ['fatal'] }))
    .compile();
  await module.init();
  await module.close();
};

describe('no application starts', () => {
  it.each(SUBJECTS)('with an option that $name does not know, and the one that was meant is proposed', async (one) => {
    const imports = [...(one.name === 'CoreModule' ? [] : [CoreModule.forRoot()]), database()];
    await expect(start({ imports: [...imports, one.forRoot(one.misspelt)] })).rejects.toMatchObject({
      code: 'OPTION_UNKNOWN',
      where: `the options of ${one.name}`,
      remedy: `write "${one.meant}"`,
    });
  });

  it.each(SUBJECTS)('on a factory of $name that returns nothing', async (one) => {
    const imports = [...(one.name === 'CoreModule' ? [] : [CoreModule.forRoot()]), database()];
    const returnsNothing = (() => undefined) as () => never;
    await expect(start({ imports: [...imports, one.forRootAsync(returnsNothing)] })).rejects.toMatchObject({
      code: 'OPTIONS_MISSING',
      where: expect.stringContaining(`${one.name}.forRoot`),
    });
  });

  it.each([ConsentModule, AnalyticsModule])('with secrets of %p that are one text', async (module) => {
    const wrong = module.forRoot({ secrets: SECRETS[0] as unknown as string[] });
    await expect(start({ imports: [CoreModule.forRoot(), database(), wrong] })).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONSENT_SECRETS_INVALID|SECRET_TOO_SHORT)$/),
      where: `${module.name} option "secrets"`,
    });
  });

  it('with consent that has no options at all', () => {
    expect(() => ConsentModule.forRoot(undefined as never)).toThrow(
      /OPTIONS_MISSING: ConsentModule was given undefined/,
    );
  });
});

describe('what the environment leaves out', () => {
  it('is left at its default', async () => {
    const imports = [
      CoreModule.forRoot({ sites: undefined, trustedProxies: undefined, shutdownGrace: undefined }),
      DntModule.forRoot({ policy: undefined, echo: undefined }),
      MetricsModule.forRoot({ token: undefined, prefix: undefined }),
    ];
    await expect(start({ imports })).resolves.toBeUndefined();
  });
});
