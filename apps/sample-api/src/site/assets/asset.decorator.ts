import { applyDecorators, Header } from '@nestjs/common';

const TYPES = {
  script: 'text/javascript; charset=utf-8',
  style: 'text/css; charset=utf-8',
  picture: 'image/svg+xml; charset=utf-8',
} as const;

/** The answer is a file that pages load, which caches may keep as `cacheControl` says (RFC 9111, section 5.2). */
export const Asset = (kind: keyof typeof TYPES, cacheControl: string): MethodDecorator =>
  applyDecorators(Header('Content-Type', TYPES[kind]), Header('Cache-Control', cacheControl));
