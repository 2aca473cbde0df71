import { PlainText } from '@nest-privacy/core/validation';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { COOKIE_NAME_MATCHES, type CookieNameMatch } from '../cookies/cookie-pattern.js';

const DOMAIN = /^(?:\.|\*\.)?(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/i;

/** Which cookies belong to an item. */
export class CookiePatternDto {
  @PlainText(256)
  name!: string;

  @IsOptional()
  @IsIn(COOKIE_NAME_MATCHES)
  match?: CookieNameMatch | null;

  @IsOptional()
  @Matches(DOMAIN, { message: 'domain must be written as example.com, .example.com or *.example.com' })
  domain?: string | null;

  @IsOptional()
  @Matches(/^\/[^\p{Cc};]{0,1023}$/u, { message: 'path must begin with "/", and have at most 1024 characters' })
  path?: string | null;

  @IsOptional()
  @IsBoolean()
  httpOnly?: boolean | null;
}
