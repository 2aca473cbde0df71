import { DataSubject, type SubjectIdentifier } from '@nest-privacy/core';
import { IsId, PageQuery, PlainText } from '@nest-privacy/core/validation';
import { IsIn, IsOptional } from 'class-validator';
import { REQUEST_STATES, type RequestKind, type RequestState } from '../requests/request-state.js';

const KINDS: readonly RequestKind[] = ['export', 'erase'];

/** Which requests. */
export class RequestListQuery extends PageQuery {
  @IsOptional()
  @IsIn(KINDS, { message: `$property must be one of ${KINDS.join(', ')}` })
  kind?: RequestKind;

  @IsOptional()
  @IsIn(REQUEST_STATES, { message: `$property must be one of ${REQUEST_STATES.join(', ')}` })
  state?: RequestState;

  /** `true`: only those whose deadline has passed. */
  @IsOptional()
  @IsIn(['true', 'false'], { message: '$property must be true or false' })
  overdue?: 'true' | 'false';

  /** The application's own id of the account; also of one that is erased. */
  @IsOptional()
  @PlainText(255)
  userId?: string;

  /** Id of a consent subject; also of one that is erased. */
  @IsOptional()
  @IsId()
  subjectId?: string;

  /** Whose, where that is asked. */
  subject(): DataSubject | undefined {
    const given: SubjectIdentifier[] = [];
    if (this.userId !== undefined) given.push({ kind: 'user', value: this.userId });
    if (this.subjectId !== undefined) given.push({ kind: 'subject', value: this.subjectId.toLowerCase() });
    return given.length === 0 ? undefined : DataSubject.of(given);
  }
}
