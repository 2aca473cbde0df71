import {
  Controller,
  Get,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { type Observable } from 'rxjs';

/** A guard that lets everybody pass. */
export class EmptyGuard implements CanActivate {
  canActivate(): boolean {
    return true;
  }
}

/** An interceptor that changes nothing. */
export class EmptyInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle();
  }
}

const answer = { hello: 'world', list: [1, 2, 3] };

/** The handler that everything is compared with. */
@Controller()
export class PlainController {
  @Get(['articles/:slug', 'welcome/:slug'])
  article(): typeof answer {
    return answer;
  }
}

/** The same behind an empty guard. */
@Controller()
@UseGuards(EmptyGuard)
export class GuardedController extends PlainController {}

/** The same behind an empty interceptor. */
@Controller()
@UseInterceptors(EmptyInterceptor)
export class InterceptedController extends PlainController {}
