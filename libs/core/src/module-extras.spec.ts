import { Controller, Get, Inject, Module, SetMetadata, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { controllersOf } from './module-extras.js';
import { startTestApp, TEST_ADAPTERS } from './testing/index.js';

const Public = (): ClassDecorator => SetMetadata('public', true);
const Tenant = (name: string): ClassDecorator => SetMetadata('tenant', name);

const WORD = Symbol('word');

@Controller('words')
@SetMetadata('tenant', 'own')
@UseGuards(
  class {
    canActivate(): boolean {
      return true;
    }
  },
)
class WordController {
  constructor(@Inject(WORD) private readonly word: string) {}

  @Get()
  say(): string {
    return this.word;
  }
}

const reflector = new Reflector();

describe('the controllers of a module', () => {
  it('are its own without decorators, and none without routes', () => {
    expect(controllersOf({}, [WordController])).toEqual([WordController]);
    expect(controllersOf({ routes: undefined, decorators: undefined }, [WordController])).toEqual([WordController]);
    expect(controllersOf({ routes: 'none', decorators: [Public()] }, [WordController])).toEqual([]);
  });

  it('have the decorators above their own, in the order in which they would be written', () => {
    const [decorated] = controllersOf({ decorators: [Public(), Tenant('first'), Tenant('second')] }, [WordController]);
    expect(reflector.get('public', decorated!)).toBe(true);
    expect(reflector.get('tenant', decorated!)).toBe('first');
    expect([reflector.get('public', WordController), reflector.get('tenant', WordController)]).toEqual([
      undefined,
      'own',
    ]);
    expect(decorated!.name).toBe('WordController');
  });

  it.each(TEST_ADAPTERS)('answer as they do without, each application by its own, under %s', async (adapter) => {
    @Module({
      controllers: controllersOf({ decorators: [Public()] }, [WordController]),
      providers: [{ provide: WORD, useValue: 'spoken' }],
    })
    class WordModule {}

    const server = await startTestApp({ adapter, imports: [WordModule] });
    try {
      const response = await fetch(`${server.url}/words`);
      expect([response.status, await response.text()]).toEqual([200, 'spoken']);
    } finally {
      await server.close();
    }
  });
});
