import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ProblemException, ProblemFilter, type RequestLike, RequestView } from '@nest-privacy/core';
import { asksForHtml } from './negotiation.js';
import { PageRenderer } from './page-renderer.service.js';
import { outdatedPage } from './pages/outdated.page.js';
import { refusedPage } from './pages/refused.page.js';

type FrameworkRequest = RequestLike & { readonly raw?: RequestLike; readonly body?: unknown };

/** Of a path on this site; what is none is refused when the form is sent again. */
const backOf = (body: unknown): string => {
  const { redirect } = (body ?? {}) as { readonly redirect?: unknown };
  return typeof redirect === 'string' ? redirect : '/';
};

/** Where consent is missing, or was given to what has changed since, people are told why and offered the choice; programs get the problem document. */
@Catch(ProblemException)
export class RefusalFilter implements ExceptionFilter<ProblemException> {
  private readonly problems: ProblemFilter;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly pages: PageRenderer,
  ) {
    this.problems = new ProblemFilter(adapter);
  }

  catch(error: ProblemException, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FrameworkRequest>();
    const view = RequestView.of(request.raw ?? request);
    const page = this.pageOf(error, view, request.body);
    if (page === undefined) {
      this.problems.catch(error, host);
      return;
    }
    view.response?.appendHeader('Vary', 'Accept');
    if (!asksForHtml(view)) this.problems.catch(error, host);
    else this.send(page(), error, host).catch((failure: unknown) => this.problems.catch(failure, host));
  }

  private pageOf(
    { code, problem }: ProblemException,
    view: RequestView,
    body: unknown,
  ): (() => Promise<string>) | undefined {
    const categories = (problem.categories ?? []) as readonly string[];
    switch (code) {
      case 'CONSENT_REQUIRED':
        return () => this.pages.render(view, (visitor) => refusedPage(categories, visitor));
      case 'CATALOGUE_OUTDATED':
      case 'NOTICE_OUTDATED':
        return () => this.pages.render(view, outdatedPage, backOf(body));
      default:
        return undefined;
    }
  }

  private async send(page: Promise<string>, { problem }: ProblemException, host: ArgumentsHost): Promise<void> {
    const markup = await page;
    const { httpAdapter } = this.adapter;
    const response = host.switchToHttp().getResponse<unknown>();
    httpAdapter.setHeader(response, 'Content-Type', 'text/html; charset=utf-8');
    httpAdapter.setHeader(response, 'Cache-Control', 'private, no-cache');
    httpAdapter.reply(response, markup, problem.status);
  }
}
