import { screenClassOf } from './screen-class.js';

it.each([
  ['1x1', 'small'],
  ['575x900', 'small'],
  ['575.9x900', 'small'],
  ['576x900', 'medium'],
  ['991', 'medium'],
  ['992x600', 'large'],
  ['1439×900', 'large'],
  ['1440x900', 'wide'],
  ['3840X2160', 'wide'],
  ['0x0', ''],
  ['', ''],
  [undefined, ''],
  ['wide', ''],
  ['-5x9', ''],
  ['12345678x9', ''],
  ['1e3x9', ''],
])('the class of the screen %p is %p', (text, expected) => {
  expect(screenClassOf(text)).toBe(expected);
});
