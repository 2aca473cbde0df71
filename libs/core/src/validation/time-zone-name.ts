const FORM = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;
const LONGEST = 64;

/** Whether `name` is an IANA time zone that this machine knows, such as `Europe/Berlin`; an offset such as `+02:00` is none. */
export function isTimeZoneName(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > LONGEST || !FORM.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
