import { ConfigurationError } from '../../errors/configuration.error.js';
import { AddressGuard } from '../../net/address-guard.js';
import { outgoingUrlOf, postGuarded } from '../../net/post-guarded.js';
import { seconds } from '../../time/durations.js';
import { type TreeHead } from '../heads/tree-head.js';
import { type HeadAnchor } from './head-anchor.js';

/** Options of {@link WebhookAnchor}. */
export interface WebhookAnchorOptions {
  /** Where to post `{ "heads": [...] }`; the heads are signed, so that the body needs no other proof. */
  readonly url: string;
  /** Headers such as `Authorization`. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Addresses or ranges that may be posted to although they are not public. @default none */
  readonly allowPrivateAddresses?: readonly string[];
  /** Milliseconds that an exchange may take. @default seconds(10) */
  readonly timeout?: number;
}

/** Sends heads to a host outside; any answer of 2xx counts as kept. */
export class WebhookAnchor implements HeadAnchor {
  readonly name: string;
  private readonly url: URL;
  private readonly guard: AddressGuard;

  /** @throws ConfigurationError `ANCHOR_URL_INVALID`, or when a range of addresses is malformed */
  constructor(private readonly options: WebhookAnchorOptions) {
    const url = outgoingUrlOf(options.url);
    if (!url)
      throw new ConfigurationError({
        code: 'ANCHOR_URL_INVALID',
        what: 'the URL to send heads to is not usable',
        where: 'WebhookAnchor option "url"',
        remedy: 'give an absolute http or https URL without user and password',
      });
    this.url = url;
    this.name = `the host ${url.host}`;
    this.guard = new AddressGuard(options.allowPrivateAddresses ?? []);
  }

  async keep(heads: readonly TreeHead[]): Promise<void> {
    const { status } = await postGuarded({
      url: this.url,
      headers: { ...this.options.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ heads }),
      timeout: this.options.timeout ?? seconds(10),
      guard: this.guard,
    });
    if (status < 200 || status > 299) throw new Error(`it answered ${status}`);
  }
}
