import { applyDecorators, Header } from '@nestjs/common';

/** The answer is a script, which caches may keep as `cacheControl` says (RFC 9111, section 5.2). */
export const Script = (cacheControl: string): MethodDecorator =>
  applyDecorators(Header('Content-Type', 'text/javascript; charset=utf-8'), Header('Cache-Control', cacheControl));
