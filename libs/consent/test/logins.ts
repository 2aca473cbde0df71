import { Controller, Post, type Provider, Res } from '@nestjs/common';
import { CurrentRequest, RequestView, SubjectResolver } from '@nest-privacy/core';
import { ConsentDecisions } from '../src/index.js';
import { type Browser } from './browser.js';
import { type ConsentAppOptions } from './consent-app.js';

/** An application's session, as far as tests need one: a header says who is logged in. */
export class HeaderSession implements SubjectResolver {
  /** In place of the header's. */
  answer: ((request: RequestView) => unknown) | undefined;

  userOf(request: RequestView): Promise<string | null> | string | null {
    if (this.answer) return this.answer(request) as string | null;
    return request.header('x-user') ?? null;
  }
}

/** Where an application logs somebody in. */
@Controller('login')
class LoginController {
  constructor(private readonly decisions: ConsentDecisions) {}

  @Post()
  async login(@CurrentRequest() view: RequestView, @Res({ passthrough: true }) response: unknown): Promise<string> {
    await this.decisions.login(view, response);
    return 'welcome';
  }
}

/** What an application adds that has users. */
export const withUsers = (
  session = new HeaderSession(),
): Pick<ConsentAppOptions, 'controllers'> & { readonly session: HeaderSession; readonly binding: Provider } => ({
  session,
  controllers: [LoginController],
  binding: { provide: SubjectResolver, useValue: session },
});

/** Headers of somebody who is logged in. */
export const as = (user: string): { 'x-user': string } => ({ 'x-user': user });

/** Logs a browser in. */
export const login = (browser: Browser, user: string): Promise<Response> =>
  browser.send('POST', '/login', { headers: as(user) });
