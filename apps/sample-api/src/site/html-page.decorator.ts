import { applyDecorators, Header } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';

/** The answer is a page for one visitor: HTML, not for shared caches, and no part of the API's description. */
export const HtmlPage = (): MethodDecorator =>
  applyDecorators(
    Header('Content-Type', 'text/html; charset=utf-8'),
    Header('Cache-Control', 'private, no-cache'),
    ApiExcludeEndpoint(),
  );
