import { IsId, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';
import { DataSubject, type SubjectIdentifier } from '@nest-privacy/core';

/** For whom an administrator asks; a person who asks for themselves names nobody. */
export class PrivacyRequestDto {
  /** The application's own id of the account. */
  @IsOptional()
  @PlainText(255)
  userId?: string;

  /** Id of a consent subject. */
  @IsOptional()
  @IsId()
  subjectId?: string;

  /** The names that are given. */
  subject(): DataSubject {
    const given: SubjectIdentifier[] = [];
    if (typeof this.userId === 'string') given.push({ kind: 'user', value: this.userId });
    if (typeof this.subjectId === 'string') given.push({ kind: 'subject', value: this.subjectId.toLowerCase() });
    return DataSubject.of(given);
  }
}
