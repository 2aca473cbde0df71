import { ConfigurationError } from '@nest-privacy/core';

/** What is said of faults that come often. */
const WHAT: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  Z_BUF_ERROR: 'it is packed by gzip and ends too early',
  Z_DATA_ERROR: 'it is packed by gzip and damaged',
};

/** The bytes of a log cannot be had. */
export function logUnreadable(name: string, cause: unknown): ConfigurationError {
  if (cause instanceof ConfigurationError) return cause;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new ConfigurationError({
    code: 'ACCESS_LOG_UNREADABLE',
    what: `the log ${name} cannot be read: ${WHAT[code] ?? message}`,
    where: 'the access log to import',
    remedy:
      'name a log file, plain or packed by gzip. What was imported so far is stored, and another try adds only the rest',
  });
}
