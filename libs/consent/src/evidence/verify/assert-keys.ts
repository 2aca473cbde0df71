const BYTES = /^[A-Za-z0-9_-]{43}$/;

const isKey = (key: unknown): boolean => {
  const { kty, crv, x, kid } = (key ?? {}) as Readonly<Record<string, unknown>>;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && BYTES.test(x) && typeof kid === 'string';
};

/** @throws TypeError for what is no list of public keys of Ed25519 (RFC 8037) */
export function assertKeys(keys: unknown): void {
  if (Array.isArray(keys) && keys.every(isKey)) return;
  throw new TypeError(
    'The public keys are no list of { kty: "OKP", crv: "Ed25519", x, kid }. Use those of /.well-known/consent-ledger.json as they are.',
  );
}
