import fc from 'fast-check';
import { decryptBytes, encryptBytes, encryptUnder } from './aes-gcm.js';
import { DataKey } from './data-key.js';
import { DecryptionError } from './decryption.error.js';
import { EnvelopeKeys } from './envelope-keys.js';
import { SearchIndex } from './search-index.js';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const HERE = ['details', 'site', 'subject'];
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const KEY = 'feffe9928665731c6d6a8f9467308308'.repeat(2);
const NONCE = 'cafebabefacedbaddecaf888';
const PLAIN =
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39';
const CIPHER =
  '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662';
const ZERO = '00'.repeat(32);

// Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), NIST's example vectors for 256-bit keys.
describe('AES-256-GCM', () => {
  it.each([
    [13, ZERO, '00'.repeat(12), '', '', '', '530f8afbc74536b9a963b4f1c4cb738b'],
    [
      14,
      ZERO,
      '00'.repeat(12),
      ZERO.slice(32),
      '',
      'cea7403d4d606b6e074ec5d3baf39d18',
      'd0d1c8a799996bf0265b98b5d48ab919',
    ],
    [15, KEY, NONCE, `${PLAIN}1aafd255`, '', `${CIPHER}898015ad`, 'b094dac5d93471bdec1a502270e3cc6c'],
    [16, KEY, NONCE, PLAIN, 'feedfacedeadbeeffeedfacedeadbeefabaddad2', CIPHER, '76fc6ece0f4e1768cddf8853bb2d551b'],
  ])('gives the known answer %d', (_case, key, nonce, plain, aad, ciphertext, tag) => {
    const sealed = encryptUnder(hex(nonce), hex(key), hex(plain), hex(aad));
    expect(sealed.toString('hex')).toBe(nonce + ciphertext + tag);
    expect(decryptBytes(hex(key), sealed, hex(aad))?.toString('hex')).toBe(plain);
  });

  it('reads nothing of which any bit is another', () => {
    const [key, aad] = [hex(KEY), hex('00')];
    const sealed = encryptBytes(key, Buffer.from('text'), aad);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(decryptBytes(key, altered, aad)).toBeUndefined();
    }
    expect(decryptBytes(key, sealed, hex('01'))).toBeUndefined();
    expect(decryptBytes(hex(ZERO), sealed, aad)).toBeUndefined();
    expect(decryptBytes(key, sealed.subarray(0, 27), aad)).toBeUndefined();
  });

  it('never uses a nonce twice', () => {
    const sealed = Array.from({ length: 5_000 }, () => encryptBytes(hex(KEY), Buffer.alloc(0), Buffer.alloc(0)));
    expect(new Set(sealed.map((text) => text.subarray(0, 12).toString('hex'))).size).toBe(5_000);
  });
});

describe('DataKey', () => {
  it('reads what it wrote, in its place alone', () => {
    const key = DataKey.random();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = key.encrypt(text, HERE);
        expect(key.decrypt(sealed, HERE)).toBe(text);
        expect(() => DataKey.random().decrypt(sealed, HERE)).toThrow(DecryptionError);
        expect(() => key.decrypt(sealed, ['details', 'site', 'another'])).toThrow(DecryptionError);
      }),
    );
  });

  it('knows contexts apart that would be one text when joined', () => {
    const key = DataKey.random();
    expect(() => key.decrypt(key.encrypt('text', ['a', 'bc']), ['ab', 'c'])).toThrow(DecryptionError);
  });

  it.each([[''], ['1.'], ['2.abcd'], ['rubbish']])('reads nothing of %j', (sealed) => {
    expect(() => DataKey.random().decrypt(sealed, HERE)).toThrow(DecryptionError);
  });
});

describe('EnvelopeKeys', () => {
  const [before, after, later] = [[OLD], [NEW, OLD], [NEW]].map((secrets) => new EnvelopeKeys(secrets, 'test'));
  const key = DataKey.random();
  const sealed = key.encrypt('text', HERE);

  it('unwraps by each key, and wraps by the newest', () => {
    const wrapped = before!.wrap(key, HERE);
    expect(wrapped).toMatch(new RegExp(`^1\\.${before!.newest}\\.[\\w-]{80}$`));
    expect(after!.unwrap(wrapped, HERE).decrypt(sealed, HERE)).toBe('text');
    const anew = after!.rewrap(wrapped, HERE);
    expect(later!.unwrap(anew, HERE).decrypt(sealed, HERE)).toBe('text');
    expect(() => later!.unwrap(wrapped, HERE)).toThrow(DecryptionError);
    expect(() => before!.unwrap(anew, HERE)).toThrow(DecryptionError);
  });

  it('unwraps nothing that was moved, or is of another purpose, or claims another key', () => {
    const wrapped = after!.wrap(key, HERE);
    expect(() => after!.unwrap(wrapped, ['details', 'site', 'another'])).toThrow(DecryptionError);
    expect(() => new EnvelopeKeys([NEW, OLD], 'other').unwrap(wrapped, HERE)).toThrow(DecryptionError);
    expect(() => after!.unwrap(wrapped.replace(after!.newest, before!.newest), HERE)).toThrow(DecryptionError);
    expect(() => after!.unwrap('rubbish', HERE)).toThrow(DecryptionError);
  });

  it('does not go on without a key that is in use', () => {
    expect(() => after!.requireKnown([before!.newest, after!.newest])).not.toThrow();
    expect(() => later!.requireKnown([before!.newest])).toThrow(
      expect.objectContaining({ code: 'ENCRYPTION_KEY_UNKNOWN' }) as Error,
    );
  });

  it.each([[[]], [['short']]])('refuses the secrets %j', (secrets) => {
    expect(() => new EnvelopeKeys(secrets, 'test')).toThrow(/SECRET_TOO_SHORT/);
    expect(() => new SearchIndex(secrets, 'test')).toThrow(/SECRET_TOO_SHORT/);
  });
});

describe('SearchIndex', () => {
  it('finds by each key what was kept by any, and keeps by the newest', () => {
    const [before, after] = [new SearchIndex([OLD], 'test'), new SearchIndex([NEW, OLD], 'test')];
    expect(after.allOf('user')).toEqual([after.of('user'), before.of('user')]);
    expect(after.of('user')).not.toBe(after.of('User'));
    expect(new SearchIndex([NEW], 'other').of('user')).not.toBe(after.of('user'));
    expect(after.of('user')).toMatch(/^[\w-]{43}$/);
  });
});
