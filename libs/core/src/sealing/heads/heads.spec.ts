import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { privateKeyOfSeed, publicKeyOf, SealingKey, verifySignature } from './sealing-key.js';
import { headHash, type HeadContent, signHead, verifyHead } from './tree-head.js';

const SECRET = 'a-secret-of-tests-that-is-long-enough-0001';
const content: HeadContent = {
  log: 'default',
  size: 3,
  root: 'a'.repeat(64),
  previous: null,
  sealedAt: '2026-01-01T00:00:00.000Z',
};

// https://www.rfc-editor.org/rfc/rfc8032#section-7.1
it.each([
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    'r',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
])('a seed signs as RFC 8032 says: %s', (seed, key, text, signature) => {
  const priv = privateKeyOfSeed(Buffer.from(seed, 'hex'));
  const { x } = publicKeyOf(createPublicKey(priv).export({ format: 'jwk' }).x!);
  expect(Buffer.from(x, 'base64url').toString('hex')).toBe(key);
  const signed = sign(null, Buffer.from(text), priv);
  expect(signed.toString('hex')).toBe(signature);
  expect(verifySignature(text, signed.toString('base64url'), { x })).toBe(true);
  expect(verifySignature(`${text}!`, signed.toString('base64url'), { x })).toBe(false);
});

// https://www.rfc-editor.org/rfc/rfc8037#appendix-A.3
it('a key is named by its thumbprint', () => {
  expect(publicKeyOf('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo').kid).toBe(
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  );
});

describe('a signed head', () => {
  const key = new SealingKey(SECRET, 'test');

  it('holds by its key alone, and in every member', () => {
    const head = signHead(content, key);
    const other = new SealingKey(SECRET, 'something else').public;
    expect(verifyHead(head, [other, key.public])).toBe(true);
    expect(verifyHead(head, [other])).toBe(false);
    expect(verifyHead(head, [{ ...other, kid: head.keyId }])).toBe(false);
    expect(verifyHead({ ...head, signature: 'x' }, [key.public])).toBe(false);
    expect(verifySignature('', head.signature, { x: 'no key' })).toBe(false);
    const forged = { log: 'x', size: 4, root: 'b', previous: 'c', sealedAt: 'd' };
    for (const [name, value] of Object.entries(forged)) {
      expect([name, verifyHead({ ...head, [name]: value }, [key.public])]).toEqual([name, false]);
      expect(headHash({ ...head, [name]: value })).not.toBe(headHash(head));
    }
  });

  it('can be signed by an own key in PEM', () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
    const own = new SealingKey(pem, 'test');
    expect(verifyHead(signHead(content, own), [own.public])).toBe(true);
    expect(new SealingKey(pem, 'another').public).toEqual(own.public);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' });
  it.each(['short', '-----BEGIN nonsense that is long enough', rsa as string, 7 as unknown as string])(
    'cannot be by %p',
    (secret) => {
      expect(() => new SealingKey(secret, 'test')).toThrow(expect.objectContaining({ code: 'SEALING_KEY_INVALID' }));
    },
  );
});
