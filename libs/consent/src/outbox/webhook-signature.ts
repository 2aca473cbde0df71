import { createHmac, sign } from 'node:crypto';
import { bytesOf, privateKeyOf, schemeOf } from './webhook-secret.js';

/** A message as it is signed. */
export interface WebhookMessage {
  /** The same with every try. */
  readonly id: string;
  /** Seconds since the epoch, of this try. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers of Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 *
 * @param secrets newest first; each makes a signature
 */
export function webhookHeaders(
  { id, timestamp, body }: WebhookMessage,
  secrets: readonly string[],
): Record<string, string> {
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'nest-privacy',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => signature(content, secret)).join(' '),
  };
}

function signature(content: Buffer, secret: string): string {
  const bytes =
    schemeOf(secret) === 'v1a'
      ? sign(null, content, privateKeyOf(secret))
      : createHmac('sha256', bytesOf(secret)).update(content).digest();
  return `${schemeOf(secret)},${bytes.toString('base64')}`;
}
