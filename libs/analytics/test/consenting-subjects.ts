import { Controller, Get, Header } from '@nestjs/common';
import { ConsentReader, type ConsentSnapshot, type RequestView } from '@nest-privacy/core';

/** The browser of everybody here. */
export const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** Ids of consent subjects. */
export const ANNA = '0199a0f6-9d6c-7c3e-8f5a-3b1d2c4e5f60';
export const BERT = '0199a0f6-9d6c-7c3e-8f5a-3b1d2c4e5f61';

/** Pages to be counted. */
@Controller()
export class PagesController {
  @Get('articles/:slug')
  @Header('Content-Type', 'text/html')
  article(): string {
    return 'x';
  }
}

/** Stands for the consent module: the header `X-Subject` names the subject, who granted STATISTICS. */
export const consentBySubject = {
  provide: ConsentReader,
  useValue: {
    read(view: RequestView) {
      const subjectId = view.header('x-subject') ?? null;
      const decisions = subjectId === null ? {} : { STATISTICS: 'granted' };
      return { decisions, allowed: { ESSENTIALS: true, STATISTICS: subjectId !== null }, subjectId } as ConsentSnapshot;
    },
  } satisfies ConsentReader,
};
