import { PlainText } from '@nest-privacy/core/validation';
import { IsIn, IsOptional } from 'class-validator';
import { REQUEST_ACTIONS, type RequestAction } from '../requests/request-state.js';

/** What an administrator does about a request. */
export class RequestActionDto {
  @IsIn(REQUEST_ACTIONS, { message: `$property must be one of ${REQUEST_ACTIONS.join(', ')}` })
  action!: RequestAction;

  /** What the person is told, where it is extended or refused; kept encrypted. */
  @IsOptional()
  @PlainText(500)
  reason?: string;
}
