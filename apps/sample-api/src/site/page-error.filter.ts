import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { localPath } from '@nest-privacy/consent';
import { MethodNotAllowedFilter, type Problem, problemOf, type RequestLike, RequestView } from '@nest-privacy/core';
import { isOfApi } from './api-paths.js';
import { FORMS } from './forms.js';
import { asksForHtml } from './negotiation.js';
import { PageRenderer } from './page-renderer.service.js';
import { outdatedPage } from './pages/outdated.page.js';
import { askedAgainPage, problemPage } from './pages/problem.page.js';
import { refusedPage } from './pages/refused.page.js';

type FrameworkRequest = RequestLike & { readonly raw?: RequestLike; readonly body?: unknown };

/** Address of the page where a form stood. */
function pageBehind({ path }: RequestView, body: unknown): string {
  const { redirect } = (body ?? {}) as { readonly redirect?: unknown };
  return (typeof redirect === 'string' && localPath(redirect)) || (FORMS.get(path) ?? '/');
}

/** Whether a person may have sent it, with a browser: a page of the site, or one of its forms. */
const isOfSite = (view: RequestView): boolean =>
  !isOfApi(view.path) || (view.method === 'POST' && FORMS.has(view.path));

/** People are told on a page what went wrong, and offered the choice that would help; programs get the problem document. */
@Catch(HttpException)
export class PageErrorFilter implements ExceptionFilter<HttpException> {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly pages: PageRenderer,
    private readonly problems: MethodNotAllowedFilter,
  ) {}

  catch(error: HttpException, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FrameworkRequest>();
    const view = RequestView.of(request.raw ?? request);
    if (!isOfSite(view)) {
      this.problems.catch(error, host);
      return;
    }
    view.response?.appendHeader('Vary', 'Accept');
    if (!asksForHtml(view)) this.problems.catch(error, host);
    else
      this.send(view, request.body, error, host).catch((failure: unknown) =>
        this.problems.catch(failure instanceof HttpException ? error : failure, host),
      );
  }

  private async send(view: RequestView, body: unknown, error: HttpException, host: ArgumentsHost): Promise<void> {
    const problem = problemOf(error);
    const markup = await this.pageOf(problem, view, body);
    const { httpAdapter } = this.adapter;
    const response = host.switchToHttp().getResponse<unknown>();
    for (const [name, value] of Object.entries(headersOf(error))) httpAdapter.setHeader(response, name, value);
    httpAdapter.setHeader(response, 'Content-Type', 'text/html; charset=utf-8');
    httpAdapter.setHeader(response, 'Cache-Control', 'private, no-cache');
    httpAdapter.reply(response, markup, problem.status);
  }

  private pageOf(problem: Problem, view: RequestView, body: unknown): Promise<string> {
    const categories = (problem.categories ?? []) as readonly string[];
    switch (problem.code) {
      case 'CONSENT_REQUIRED':
        return this.pages.render(view, (visitor) => refusedPage(categories, visitor));
      case 'CATALOGUE_OUTDATED':
      case 'NOTICE_OUTDATED':
        return this.pages.render(view, outdatedPage, pageBehind(view, body));
      case 'DECISION_CONTRADICTORY':
        return this.pages.render(view, (visitor) => askedAgainPage(problem, visitor), pageBehind(view, body));
      default:
        return this.pages.render(
          view,
          (visitor) => problemPage(problem, visitor),
          view.method === 'POST' ? pageBehind(view, body) : undefined,
        );
    }
  }
}

/** What a problem has its answer say, such as `Retry-After`. */
const headersOf = (error: HttpException): Readonly<Record<string, string>> =>
  'headers' in error ? (error.headers as Readonly<Record<string, string>>) : {};
