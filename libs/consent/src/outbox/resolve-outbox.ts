import { isIP } from 'node:net';
import { ConfigurationError, days, hours, seconds } from '@nest-privacy/core';
import { AddressGuard, EnvelopeKeys, knownOptions, type OptionNames, outgoingUrlOf } from '@nest-privacy/core/kit';
import { CONSENT_EVENT_TYPES } from '../decision/event-type.js';
import { ENCRYPTION_KEYS_OPTION } from '../identity/resolve-identity-options.js';
import { type OutboxConfig } from './outbox.config.js';
import { type ConsentOutboxOptions, type ConsentWebhookOptions } from './outbox.options.js';
import { isWebhookSecret } from './webhook-secret.js';

const OPTIONS: OptionNames<Required<ConsentOutboxOptions>> = {
  pollInterval: true,
  webhooks: true,
  allowPrivateAddresses: true,
  timeout: true,
  concurrency: true,
  longestWait: true,
  parkAfter: true,
  keepDelivered: true,
  keepUndelivered: true,
  secretOverlap: true,
};
const ID = /^[\w-]{1,40}$/;

const fault = (code: string, option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code, what, where: `ConsentModule option "outbox.${option}"`, remedy });

/**
 * Puts the defaults in and refuses what cannot work.
 *
 * @param encryptionKeys what wraps the keys of stored secrets, newest first
 * @throws ConfigurationError naming the option
 */
export function resolveOutbox(given: ConsentOutboxOptions, encryptionKeys: readonly string[]): OutboxConfig {
  const options = knownOptions('ConsentModule, "outbox"', given, OPTIONS);
  const guard = new AddressGuard(options.allowPrivateAddresses ?? []);
  const admits = admission(guard);
  const webhooks = options.webhooks ?? [];
  for (const webhook of webhooks) check(webhook, webhooks, admits);
  return {
    pollInterval: options.pollInterval === 'off' ? 'off' : whole(options, 'pollInterval', seconds(1), 20),
    webhooks,
    keys: new EnvelopeKeys(encryptionKeys, 'consent-webhook', ENCRYPTION_KEYS_OPTION),
    guard,
    admits,
    timeout: whole(options, 'timeout', seconds(10)),
    concurrency: whole(options, 'concurrency', 16),
    longestWait: whole(options, 'longestWait', hours(4)),
    parkAfter: whole(options, 'parkAfter', days(3)),
    keepDelivered: whole(options, 'keepDelivered', days(7)),
    keepUndelivered: whole(options, 'keepUndelivered', days(90)),
    secretOverlap: whole(options, 'secretOverlap', days(1), 0),
  };
}

function whole<K extends keyof ConsentOutboxOptions>(
  options: ConsentOutboxOptions,
  option: K & Exclude<keyof ConsentOutboxOptions, 'webhooks' | 'allowPrivateAddresses'>,
  standard: number,
  least = 1,
): number {
  const value = options[option] ?? standard;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw fault('CONSENT_NUMBER_INVALID', option, `${String(value)} is not usable`, `give a whole number from ${least}`);
}

/** What leaves in the clear may only stay inside: at a literal address that is not public and was allowed. */
function admission(guard: AddressGuard): (url: URL) => boolean {
  const outside = new AddressGuard([]);
  return ({ protocol, hostname }) => {
    const address = hostname.replace(/^\[|\]$/g, '');
    if (isIP(address) !== 0 && !guard.permits(address)) return false;
    return protocol === 'https:' || (isIP(address) !== 0 && !outside.permits(address));
  };
}

function check(
  { id, url, secrets, events = [] }: ConsentWebhookOptions,
  all: readonly ConsentWebhookOptions[],
  admits: OutboxConfig['admits'],
): void {
  const target = outgoingUrlOf(url);
  if (!ID.test(id) || all.filter((other) => other.id === id).length > 1)
    throw fault(
      'CONSENT_WEBHOOK_INVALID',
      'webhooks',
      `${JSON.stringify(id)} is no id of its own`,
      'give each webhook 1 to 40 letters, digits, "_" and "-"',
    );
  if (target === undefined || !admits(target))
    throw fault(
      'CONSENT_WEBHOOK_INVALID',
      'webhooks',
      `the URL of "${id}" is not usable`,
      'give an absolute https URL without user and password; http and private addresses need "allowPrivateAddresses"',
    );
  if (secrets.length === 0 || !secrets.every(isWebhookSecret))
    throw fault(
      'CONSENT_WEBHOOK_INVALID',
      'webhooks',
      `a secret of "${id}" is none`,
      'give whsec_ and 24 to 64 bytes, or whsk_ and 32 bytes, in base64',
    );
  const unknown = events.find((event) => !CONSENT_EVENT_TYPES.includes(event));
  if (unknown !== undefined)
    throw fault(
      'CONSENT_WEBHOOK_INVALID',
      'webhooks',
      `${JSON.stringify(unknown)} is no event`,
      `use ${CONSENT_EVENT_TYPES.join(', ')}`,
    );
}
