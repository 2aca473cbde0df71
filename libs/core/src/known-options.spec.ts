import { assertKnownOptions } from './known-options.js';

const check = (options: unknown): void => assertKnownOptions('ShopModule', options, ['colour', 'size']);

describe('the options of a module', () => {
  it('are those that it has, undefined ones included', () => {
    expect(() => check({})).not.toThrow();
    expect(() => check({ colour: 'red', size: undefined })).not.toThrow();
  });

  it('are refused where a name is misspelt, which is told with those that there are', () => {
    expect(() => check({ size: 1, color: 'red' })).toThrow(
      /OPTION_UNKNOWN: there is no option "color" \(in the options of ShopModule\).*colour, size/,
    );
  });

  it.each([undefined, null, 'size', 7])('are not %p', (options) => {
    expect(() => check(options)).toThrow(/OPTIONS_MISSING: ShopModule was given .*ShopModule\.forRoot/);
  });
});
