import { knownOptions } from './given-options.js';

const check = (options: unknown): unknown =>
  knownOptions('ShopModule', options as object, { colour: true, size: true } as never);

describe('knownOptions', () => {
  it('lets options pass that the module has, given or left out', () => {
    for (const options of [{}, { colour: 'red' }, { colour: undefined, size: 3 }]) expect(check(options)).toBe(options);
  });

  it.each([undefined, null, 'colour', 7])('refuses %p, which is no set of options', (options) => {
    expect(() => check(options)).toThrow(/OPTIONS_MISSING: .*ShopModule/);
  });

  it.each([
    ['color', 'write "colour"'],
    ['Size', 'write "size"'],
    ['weight', 'use one of colour, size; what shapes the module, such as isGlobal, stands beside useFactory'],
  ])('refuses the name %p and says which to use', (name, remedy) => {
    expect(() => check({ [name]: 1 })).toThrow(
      expect.objectContaining({ code: 'OPTION_UNKNOWN', where: 'the options of ShopModule', remedy }) as Error,
    );
  });
});
