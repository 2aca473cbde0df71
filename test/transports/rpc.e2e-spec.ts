import { Controller } from '@nestjs/common';
import {
  type ClientProxy,
  ClientProxyFactory,
  MessagePattern,
  Payload,
  RpcException,
  Transport,
} from '@nestjs/microservices';
import { Consent, RequireConsent, type VisitorConsent } from '@nest-privacy/consent';
import { lastValueFrom } from 'rxjs';
import { freePort } from '../setup/process.cjs';
import { CASES, personOf } from './cases.js';
import { startWorld, type World } from './world.js';

@Controller()
class MailController {
  @MessagePattern('denied')
  @RequireConsent('STATISTICS')
  denied(): string {
    return 'served';
  }

  @RequireConsent('STATISTICS', { mode: 'skip' })
  @MessagePattern('skipped')
  skipped(): string {
    return 'served';
  }

  @MessagePattern('own')
  @RequireConsent('STATISTICS', { exceptionFactory: () => new RpcException({ reason: 'not for you' }) })
  own(): string {
    return 'served';
  }

  @MessagePattern('anonymous')
  @RequireConsent('STATISTICS', { mode: 'anonymise', identity: ['email'] })
  anonymous(@Payload() payload: object, @Consent() { subjectId, anonymised, allowed }: VisitorConsent): object {
    return {
      payload: { ...payload, ...('consent' in payload && { consent: 'a carrier' }) },
      anonymised,
      allowed: allowed.STATISTICS,
      knowsSubject: subjectId !== null,
    };
  }
}

describe('@RequireConsent over TCP', () => {
  let world: World;
  let client: ClientProxy;

  beforeAll(async () => {
    const options = { host: '127.0.0.1', port: await freePort() };
    world = await startWorld({
      controllers: [MailController],
      configure: (app) => app.connectMicroservice({ transport: Transport.TCP, options }),
    });
    await world.app.startAllMicroservices();
    client = ClientProxyFactory.create({ transport: Transport.TCP, options });
  });
  afterAll(async () => {
    client.close();
    await world.close();
  });

  const send = (pattern: string, payload: object): Promise<unknown> =>
    lastValueFrom(client.send<unknown>(pattern, payload)).catch((error: unknown) => ({ error }));

  it.each(CASES)('answers what is sent for who $name', async (theCase) => {
    const { carrier: consent, later } = await personOf(theCase, world);
    await later();
    expect(await send('denied', { consent })).toEqual(
      theCase.allowed
        ? 'served'
        : {
            error: {
              status: 'error',
              code: 'CONSENT_REQUIRED',
              message: 'The visitor has not allowed STATISTICS. Consent can be given at /consent.',
              categories: ['STATISTICS'],
              consentUrl: '/consent',
            },
          },
    );
    expect(await send('skipped', { consent })).toEqual(theCase.allowed ? 'served' : null);
    expect(await send('own', { consent })).toEqual(theCase.allowed ? 'served' : { error: { reason: 'not for you' } });
  });

  it.each(CASES)('hands the handler what was sent for who $name as theirs or nobody’s', async (theCase) => {
    const { carrier: consent, later } = await personOf(theCase, world);
    await later();
    const email = 'a@b.example';
    expect(await send('anonymous', { consent, email, text: 'hello' })).toEqual(
      theCase.allowed
        ? { payload: { consent: 'a carrier', email, text: 'hello' }, allowed: true, knowsSubject: true }
        : { payload: { text: 'hello' }, anonymised: true, allowed: false, knowsSubject: false },
    );
  });

  it.each(['text', 7, [], {}, { consent: 7 }, { headers: {} }])(
    'refuses a message that names nobody: %j',
    async (payload) => {
      expect(await send('denied', payload as object)).toMatchObject({ error: { code: 'CONSENT_REQUIRED' } });
    },
  );
});
