import { PlainText } from '@nest-privacy/core/validation';
import { IsIn, IsInt, IsUrl, Matches, Max, MaxLength, Min } from 'class-validator';
import { EXHIBIT_KINDS, type ExhibitKind } from '../exhibit/exhibit-kind.js';

/** What is attached to a version of a notice. */
export class NoticeExhibitDto {
  @IsIn(EXHIBIT_KINDS)
  kind!: ExhibitKind;

  /** Of a build what decisions name as `uiBuild`; of a screenshot what it shows. */
  @PlainText(128)
  name!: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'sha256 must be 64 hexadecimal digits in lower case' })
  sha256!: string;

  @Matches(/^[a-z0-9]+\/[a-z0-9.+-]{1,50}$/, { message: 'mediaType must be such as image/png' })
  mediaType!: string;

  /** In bytes. */
  @IsInt()
  @Min(1)
  @Max(1_000_000_000_000)
  size!: number;

  /** Where it is kept. */
  @IsUrl({ protocols: ['https'], require_protocol: true, require_tld: false })
  @MaxLength(2_048)
  url!: string;
}
