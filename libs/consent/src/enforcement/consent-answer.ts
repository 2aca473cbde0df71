import { HttpException, HttpStatus } from '@nestjs/common';

/**
 * Ends a handler before it begins, with an answer that Nest has no other way for; {@link ConsentAnswerFilter} sends it. It is a refusal where that filter is not asked.
 *
 * @param answer absent when nothing is to be answered
 */
export class ConsentAnswer extends HttpException {
  constructor(readonly answer?: object) {
    super('Consent is required', HttpStatus.FORBIDDEN);
  }
}
