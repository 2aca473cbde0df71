import { QueryFailedError } from 'typeorm';
import { driverCodeOf } from './driver-code.js';
import { isUniqueViolation } from './unique-violation.js';

const driver = Object.assign(new Error('duplicate key'), { code: '23505' });

describe('the code of a driver', () => {
  it('is found however often the error was wrapped', () => {
    const wrapped = new QueryFailedError('INSERT', [], driver);
    for (const error of [driver, wrapped, Object.assign(new Error('again'), { driverError: wrapped })]) {
      expect(driverCodeOf(error)).toBe('23505');
      expect(isUniqueViolation(error)).toBe(true);
    }
  });

  it.each([undefined, null, 'a text', new Error('no code'), { code: 23505 }, { driverError: {} }])(
    'is none of %p',
    (error) => {
      expect(driverCodeOf(error)).toBeUndefined();
      expect(isUniqueViolation(error)).toBe(false);
    },
  );
});
