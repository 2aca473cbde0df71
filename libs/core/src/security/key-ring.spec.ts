import fc from 'fast-check';
import { KeyRing } from './key-ring.js';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);

describe('KeyRing', () => {
  it('signs with the newest secret and verifies with each', () => {
    const before = new KeyRing([OLD], 'test');
    const after = new KeyRing([NEW, OLD], 'test');
    expect(after.verify('text', before.sign('text'))).toBe(true);
    expect(before.verify('text', after.sign('text'))).toBe(false);
    expect(after.sign('text')).not.toBe(before.sign('text'));
  });

  it.each<[unknown]>([['not-a-list'.repeat(4)], [[undefined]], [undefined]])(
    'refuses %j, as an environment may have it',
    (secrets) => {
      const lacking = { code: 'SECRET_TOO_SHORT', where: 'the option "secrets"' };
      expect(() => new KeyRing(secrets as string[], 'test')).toThrow(expect.objectContaining(lacking) as Error);
    },
  );

  it('keeps purposes apart', () => {
    const ring = new KeyRing([OLD], 'one');
    expect(ring.for('two').verify('text', ring.sign('text'))).toBe(false);
  });

  it('never verifies another text or a changed signature', () => {
    const ring = new KeyRing([OLD], 'test');
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const signature = ring.sign(text);
        expect(ring.verify(text, signature)).toBe(true);
        expect(ring.verify(text, other)).toBe(false);
        if (other !== text) expect(ring.verify(other, signature)).toBe(false);
      }),
    );
  });

  it('knows one spelling of a signature', () => {
    const ring = new KeyRing([OLD], 'test');
    const signature = ring.sign('text');
    const same = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter((last) =>
      Buffer.from(signature.slice(0, -1) + last, 'base64url').equals(Buffer.from(signature, 'base64url')),
    );
    expect(same.length).toBeGreaterThan(1);
    expect(same.filter((last) => ring.verify('text', signature.slice(0, -1) + last))).toEqual([signature.at(-1)]);
    for (const other of [`${signature}=`, `${signature} `, ` ${signature}`, `${signature}\n`])
      expect(ring.verify('text', other)).toBe(false);
  });

  it.each([[[]], [['short']], [[NEW, 'short']]])('refuses the secrets %j', (secrets) => {
    expect(() => new KeyRing(secrets, 'test')).toThrow(/SECRET_TOO_SHORT/);
  });
});
