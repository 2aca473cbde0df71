import { IsIn, IsInt, IsOptional, Matches, Max, Min, MinLength } from 'class-validator';
import { SECRET_MIN_LENGTH } from '@nest-privacy/core/kit';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'log', 'debug', 'verbose'] as const;

const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;

/** The names of Nest's log levels; `info` is another name of `log`. */
export type LogLevelName = (typeof LEVELS)[number];

/** The environment variables the application reads; an empty one counts as not set. */
export class Environment {
  @IsInt({ message: 'must be a port number' })
  @Min(0, { message: 'must be 0 (any free port) or more' })
  @Max(65_535, { message: 'must be 65535 at most' })
  readonly PORT: number = 3000;

  @Matches(/^[A-Za-z0-9._:-]{1,255}$/, { message: 'must be an IP address or a host name' })
  readonly HOST: string = '127.0.0.1';

  @MinLength(1)
  readonly DATA_DIR: string = './data';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: 'must look like postgres://user:password@host:5432/database' })
  readonly DATABASE_URL?: string;

  /** Past a pooler, to the server itself. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: 'must look like postgres://user:password@host:5432/database' })
  readonly DATABASE_MIGRATION_URL?: string;

  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must look like redis://host:6379' })
  readonly REDIS_URL?: string;

  @IsIn(['fastify', 'express'], { message: 'must be fastify or express' })
  readonly HTTP_ADAPTER: 'fastify' | 'express' = 'fastify';

  @IsIn(['all', 'api', 'worker'], { message: 'must be all, api or worker' })
  readonly ROLE: 'all' | 'api' | 'worker' = 'all';

  @IsOptional()
  @Matches(/^[A-Za-z0-9._~+/-]{32,512}=*$/, {
    message: 'must have 32 characters or more of A-Z, a-z, 0-9 and ._~+/- (as "openssl rand -hex 32" prints)',
  })
  readonly ADMIN_TOKEN?: string;

  @IsOptional()
  @MinLength(SECRET_MIN_LENGTH, {
    each: true,
    message: `must be a comma-separated list of keys of ${SECRET_MIN_LENGTH} characters or more, newest first`,
  })
  readonly SECRETS?: string[];

  /** What the heads of the ledger are signed with; derived from SECRETS otherwise. */
  @IsOptional()
  @MinLength(SECRET_MIN_LENGTH, {
    each: true,
    message: `must be a comma-separated list of keys of ${SECRET_MIN_LENGTH} characters or more, newest first`,
  })
  readonly LEDGER_KEYS?: string[];

  /** A file that heads of the ledger are appended to, best on another volume. */
  @IsOptional()
  @MinLength(1)
  readonly LEDGER_ANCHOR_FILE?: string;

  /** A file of its own that heads of the audit log are appended to, best on another volume. */
  @IsOptional()
  @MinLength(1)
  readonly AUDIT_ANCHOR_FILE?: string;

  /** A host that heads of the ledger are posted to. */
  @IsOptional()
  readonly LEDGER_ANCHOR_URL?: string;

  /** What wraps the keys by which personal data is encrypted; derived from SECRETS otherwise. */
  @IsOptional()
  @MinLength(SECRET_MIN_LENGTH, {
    each: true,
    message: `must be a comma-separated list of keys of ${SECRET_MIN_LENGTH} characters or more, newest first`,
  })
  readonly ENCRYPTION_KEYS?: string[];

  @IsOptional()
  @MinLength(SECRET_MIN_LENGTH, { message: `must have ${SECRET_MIN_LENGTH} characters or more` })
  readonly SALT_KEY?: string;

  @IsOptional()
  readonly SALT_KEY_FILE?: string;

  @IsOptional()
  readonly SITES?: string;

  readonly TRUSTED_PROXIES: string[] = [];

  /** Header in which the trusted proxies tell a client's country (ISO 3166-1). */
  @IsOptional()
  @Matches(HEADER_NAME, { message: 'must be the name of a header, such as cf-ipcountry' })
  readonly COUNTRY_HEADER?: string;

  /** Header in which they tell its region (ISO 3166-2). */
  @IsOptional()
  @Matches(HEADER_NAME, { message: 'must be the name of a header, such as cf-region-code' })
  readonly REGION_HEADER?: string;

  /** A MaxMind DB file of countries or cities. */
  @IsOptional()
  @MinLength(1)
  readonly MMDB_PATH?: string;

  /** The header in which a trusted proxy says who is logged in. */
  @IsOptional()
  @Matches(HEADER_NAME, { message: 'must be the name of a header, such as X-Auth-Request-User' })
  readonly USER_HEADER?: string;

  @Matches(/^https?:\/\/[^/?#\s]+$/, {
    each: true,
    message: 'must be a comma-separated list of origins such as https://www.example.com, without a path',
  })
  readonly CORS_ORIGINS: string[] = [];

  /** Version of the notice that visitors are shown, where it is kept elsewhere; without, notices are published here. */
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 or more' })
  @Max(2 ** 31 - 1, { message: 'must be 2147483647 at most' })
  readonly NOTICE_VERSION?: number;

  /** Paths that are never counted, beside those of the API and its description. */
  @Matches(/^\/[^\s,]*$/, {
    each: true,
    message: 'must be a comma-separated list of paths such as /drafts/*,/internal/**',
  })
  readonly IGNORE_PATHS: string[] = [];

  @Matches(/^(?!__(?:host|secure|http|host-http)-)[\w-]{1,64}$/i, {
    message: 'must be 1 to 64 letters, digits, "_" and "-", without a prefix such as __Host-, which follows from https',
  })
  readonly VISITOR_COOKIE_NAME: string = 'privacy_visitor';

  @Matches(/^\/[\x21-\x3a\x3c-\x7e]{0,254}$/, { message: 'must be a path such as /shop' })
  readonly VISITOR_COOKIE_PATH: string = '/';

  @IsInt({ message: 'must be a whole number of days' })
  @Min(1, { message: 'must be 1 day or more' })
  @Max(390, { message: 'must be 390 days at most, just below 13 months' })
  readonly VISITOR_COOKIE_DAYS: number = 390;

  /** Where events of visitors who allowed STATISTICS are sent, beside the store. */
  @IsOptional()
  readonly COLLECTOR_URL?: string;

  /** How the collector knows this site. */
  @IsOptional()
  @Matches(/^\S{1,100}$/, { message: 'must be 1 to 100 characters without spaces' })
  readonly COLLECTOR_ID?: string;

  /** Version of the protocol that the collector speaks. */
  @Matches(/^\S{1,10}$/, { message: 'must be 1 to 10 characters without spaces' })
  readonly COLLECTOR_VERSION: string = '1';

  /** Where the collector may be although it is not public. */
  readonly COLLECTOR_NETWORKS: string[] = [];

  /** Where webhooks may go although it is not public. */
  readonly WEBHOOK_NETWORKS: string[] = [];

  /** Where the vendors are that wait for consent on a page of the site. */
  @Matches(/^(?:film|map|insights)=https?:\/\/[^/?#\s;,]+$/, {
    each: true,
    message: 'must be a comma-separated list of origins such as film=https://film.example, of film, map and insights',
  })
  readonly VENDORS: string[] = [];

  @IsOptional()
  @MinLength(16, { message: 'must have 16 characters or more' })
  readonly METRICS_TOKEN?: string;

  /** The day on which a log begins that is to be replayed with its own times. */
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'must be a day such as 2015-05-17' })
  readonly REPLAY_FROM?: string;

  @IsIn(LEVELS, { message: `must be one of ${LEVELS.join(', ')}` })
  readonly LOG_LEVEL: LogLevelName = 'log';

  @IsIn(['development', 'test', 'production'], { message: 'must be development, test or production' })
  readonly NODE_ENV: 'development' | 'test' | 'production' = 'development';
}
