import { type Provider } from '@nestjs/common';
import { type RequestView, SubjectResolver, TrustedProxies } from '@nest-privacy/core';
import { type Environment } from '../config/environment.js';

/** Knows users by what a trusted proxy says that has them log in; from anybody else the header is nothing. */
class HeaderUsers implements SubjectResolver {
  constructor(
    private readonly header: string,
    private readonly proxies: TrustedProxies,
  ) {}

  userOf(request: RequestView): string | null {
    return (this.proxies.isTrusted(request) && request.header(this.header)) || null;
  }
}

/** Says who is logged in, where the environment tells how that is known. */
export const userProviders = ({ USER_HEADER }: Environment): Provider[] =>
  USER_HEADER === undefined
    ? []
    : [
        {
          provide: SubjectResolver,
          inject: [TrustedProxies],
          useFactory: (proxies: TrustedProxies) => new HeaderUsers(USER_HEADER.toLowerCase(), proxies),
        },
      ];
