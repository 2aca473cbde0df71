import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { isWebhookSecret, newWebhookSecret, publicKeyOf } from './webhook-secret.js';
import { webhookHeaders } from './webhook-signature.js';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const now = (): number => Math.floor(Date.now() / 1_000);

describe('signed webhooks', () => {
  // The vector of the reference implementations of Standard Webhooks.
  it('give the known answer', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(webhookHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toMatchObject({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('are verified by the library of Standard Webhooks with each secret of a rotation, and with no other', () => {
    const secrets = [newWebhookSecret('v1'), newWebhookSecret('v1')];
    const body = JSON.stringify({ type: 'consent.given', text: 'größer' });
    const headers = webhookHeaders({ id: 'record', timestamp: now(), body }, secrets);
    for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(newWebhookSecret('v1')).verify(body, headers)).toThrow(/No matching/);
    expect(() => new Webhook(secrets[0]!).verify(body.replace('given', 'refused'), headers)).toThrow(/No matching/);
  });

  it('are verified by the public key alone with Ed25519', () => {
    const secret = newWebhookSecret('v1a');
    const [id, timestamp, body] = ['record', now(), '{}'];
    const [scheme, signature] = webhookHeaders({ id, timestamp, body }, [secret])['webhook-signature']!.split(',');
    const der = Buffer.concat([SPKI, Buffer.from(publicKeyOf(secret).slice('whpk_'.length), 'base64')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const content = Buffer.from(`${id}.${timestamp}.${body}`);
    expect([scheme, verify(null, content, key, Buffer.from(signature!, 'base64'))]).toEqual(['v1a', true]);
  });

  it.each([
    [newWebhookSecret('v1'), true],
    [newWebhookSecret('v1a'), true],
    ['whsec_', false],
    ['whsec_c2hvcnQ=', false],
    [`whsk_${Buffer.alloc(31).toString('base64')}`, false],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, false],
    [`whsec_${'*'.repeat(40)}`, false],
    ['a-secret-without-a-prefix-that-is-long-enough', false],
    [undefined, false],
  ])('take %s for a secret: %s', (text, is) => {
    expect(isWebhookSecret(text)).toBe(is);
  });
});
