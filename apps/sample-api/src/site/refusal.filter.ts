import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ProblemException, ProblemFilter, type RequestLike, RequestView } from '@nest-privacy/core';
import { asksForHtml } from './negotiation.js';
import { PageRenderer } from './page-renderer.service.js';
import { refusedPage } from './pages/refused.page.js';

type FrameworkRequest = RequestLike & { readonly raw?: RequestLike };

/** Where consent is missing, people are told why and offered the choice; programs get the problem document. */
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
    if (error.code !== 'CONSENT_REQUIRED') {
      this.problems.catch(error, host);
      return;
    }
    view.response?.appendHeader('Vary', 'Accept');
    if (!asksForHtml(view)) this.problems.catch(error, host);
    else this.refuse(view, error, host).catch((failure: unknown) => this.problems.catch(failure, host));
  }

  private async refuse(view: RequestView, { problem }: ProblemException, host: ArgumentsHost): Promise<void> {
    const categories = (problem.categories ?? []) as readonly string[];
    const markup = await this.pages.render(view, (visitor) => refusedPage(categories, visitor));
    const { httpAdapter } = this.adapter;
    const response = host.switchToHttp().getResponse<unknown>();
    httpAdapter.setHeader(response, 'Content-Type', 'text/html; charset=utf-8');
    httpAdapter.setHeader(response, 'Cache-Control', 'private, no-cache');
    httpAdapter.reply(response, markup, problem.status);
  }
}
