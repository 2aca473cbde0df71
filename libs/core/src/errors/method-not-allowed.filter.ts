import { type ArgumentsHost, Catch, Inject, NotFoundException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AllowedMethods } from '../request/allowed-methods.js';
import { type RequestLike, RequestView } from '../request/request-view.js';
import { routeOf } from '../request/route.js';
import { methodNotAllowed } from './method-not-allowed.js';
import { EveryErrorFilter } from './every-error.filter.js';

type FrameworkRequest = RequestLike & { readonly raw?: RequestLike };

/**
 * Tells a path that is there and has other methods from one that is not there: 405 `METHOD_NOT_ALLOWED` with `Allow` in place of 404, and the methods
 * for `OPTIONS`. Everything else goes the way of {@link EveryErrorFilter}. Opt-in: bind it with `APP_FILTER`, after that.
 */
@Catch(NotFoundException)
export class MethodNotAllowedFilter extends EveryErrorFilter {
  @Inject(AllowedMethods)
  private readonly allowed!: AllowedMethods;

  @Inject(HttpAdapterHost)
  private readonly adapter!: HttpAdapterHost;

  override catch(error: unknown, host: ArgumentsHost): unknown {
    const methods = this.otherMethods(host);
    if (methods === undefined) return super.catch(error, host);
    const http = host.switchToHttp();
    if (http.getRequest<FrameworkRequest>().method !== 'OPTIONS') return super.catch(methodNotAllowed(methods), host);
    const { httpAdapter } = this.adapter;
    const response = http.getResponse<unknown>();
    httpAdapter.setHeader(response, 'Allow', [...methods, 'OPTIONS'].join(', '));
    return httpAdapter.reply(response, undefined, 204);
  }

  /** The methods of a path that the router found by none of its own routes, but perhaps by one for every path. */
  private otherMethods(host: ArgumentsHost): readonly string[] | undefined {
    if (host.getType() !== 'http') return undefined;
    const request = host.switchToHttp().getRequest<FrameworkRequest>();
    const view = RequestView.of(request.raw ?? request);
    const { template = '*' } = routeOf(view);
    if (!template.includes('*')) return undefined;
    const methods = this.allowed.of(view.path);
    return methods.length === 0 || methods.includes(view.method) ? undefined : methods;
  }
}
