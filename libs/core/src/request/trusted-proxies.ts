import { type IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';
import { ConfigurationError } from '../errors/configuration.error.js';
import { type RequestView } from './request-view.js';

type Trust = (address: string, hop: number) => boolean;

const UNKNOWN_ADDRESS = '0.0.0.0';
/** An entry as some proxies write it, such as `203.0.113.7:51234` or `[2001:db8::7]:51234`; each connection would be a client of its own. */
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/;

/**
 * Whom to believe about the client. With no proxy configured, `X-Forwarded-*` is ignored; with some, it is read from the right, as far as the
 * chain of trusted addresses reaches.
 */
export class TrustedProxies {
  private readonly trust: Trust;
  private readonly none: boolean;

  /**
   * @param ranges addresses or CIDR ranges of the proxies, IPv4 and IPv6; also `loopback`, `linklocal`, `uniquelocal`
   * @throws ConfigurationError when one is neither
   */
  constructor(ranges: readonly string[] = []) {
    try {
      this.trust = proxyaddr.compile([...ranges]);
    } catch (cause) {
      throw new ConfigurationError({
        code: 'TRUSTED_PROXY_INVALID',
        what: `${cause instanceof Error ? cause.message : String(cause)}`,
        where: 'CoreModule option "trustedProxies"',
        remedy: 'give IP addresses or CIDR ranges such as 10.0.0.0/8 or fd00::/8',
      });
    }
    this.none = ranges.length === 0;
  }

  /** The client's address; that of the peer unless a trusted proxy says otherwise. */
  clientAddress(view: RequestView): string {
    const peer = view.raw.socket?.remoteAddress ?? UNKNOWN_ADDRESS;
    const forwarded = view.header('x-forwarded-for');
    if (this.none || forwarded === undefined) return peer;
    const request = {
      headers: { 'x-forwarded-for': forwarded },
      socket: view.raw.socket,
    } as unknown as IncomingMessage;
    return proxyaddr(request, this.trust).replace(WITH_PORT, '$1$2');
  }

  /** Host with port as the client asked for it, in lower case; empty when it sent none. */
  host(view: RequestView): string {
    return (
      this.forwarded(view, 'x-forwarded-host') ??
      view.header('host') ??
      view.header(':authority') ??
      ''
    ).toLowerCase();
  }

  /** Scheme the client used. */
  scheme(view: RequestView): 'http' | 'https' {
    const claimed = this.forwarded(view, 'x-forwarded-proto');
    if (claimed !== undefined) return claimed.toLowerCase() === 'https' ? 'https' : 'http';
    return view.raw.socket?.encrypted === true ? 'https' : 'http';
  }

  /** Whether the peer itself is a trusted proxy, so that headers which only it can set count. */
  isTrusted(view: RequestView): boolean {
    if (this.none) return false;
    const peer = view.raw.socket?.remoteAddress;
    return peer !== undefined && this.trust(peer, 0);
  }

  /** The entry nearest to us is the one our own proxy wrote; those before it are the client's word. */
  private forwarded(view: RequestView, name: string): string | undefined {
    if (!this.isTrusted(view)) return undefined;
    return view.header(name)?.split(',').at(-1)?.trim();
  }
}
