import fc from 'fast-check';
import { parseGpc } from './parse-gpc.js';

describe('parseGpc', () => {
  it.each([
    [['1'], true],
    [['\t1 '], true],
    [['1', '1'], true],
    [['1, 1'], true],
    [['0,1'], true],
    [['zzz', '1'], true],
    [['', '1'], true],
    [[], false],
    [[''], false],
    [['0'], false],
    [['true'], false],
    [['?1'], false],
    [['"1"'], false],
    [['1;a'], false],
    [['1abc'], false],
    [['10'], false],
    [['01'], false],
    [['1 1'], false],
    [['\uff11'], false],
    [['\u00a01'], false],
    [['2', '3'], false],
  ])('reads %j as %s', (lines, expected) => {
    expect(parseGpc(lines)).toBe(expected);
  });

  it('is on exactly when a member is 1', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const members = lines
          .flatMap((line) => line.split(','))
          .map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ''));
        expect(parseGpc(lines)).toBe(members.some((member) => member === '1'));
      }),
    );
  });
});
