import { TimeZone } from '@nest-privacy/core/kit';
import { DEADLINES, endOf, type Term } from './deadlines.js';

const { gdpr, cpra } = DEADLINES;

describe('a deadline', () => {
  it.each<[string, Term, string]>([
    ['2026-01-15T08:00:00Z', gdpr.answer, '2026-02-15'],
    ['2026-01-31T23:59:59Z', gdpr.answer, '2026-02-28'],
    ['2028-01-31T00:00:00Z', gdpr.answer, '2028-02-29'],
    ['2026-12-31T12:00:00Z', gdpr.answer, '2027-01-31'],
    ['2026-12-31T12:00:00Z', { months: 3 }, '2027-03-31'],
    ['2026-11-30T12:00:00Z', { months: 3 }, '2027-02-28'],
    ['2026-03-29T00:30:00Z', gdpr.answer, '2026-04-29'],
    ['2026-01-01T00:00:00Z', cpra.answer, '2026-02-15'],
    ['2028-02-01T00:00:00Z', { days: 29 }, '2028-03-01'],
  ])('of what came at %s, with %j, ends with %s', (received, term, day) => {
    expect(new Date(endOf(Date.parse(received), term)).toISOString()).toBe(`${day}T23:59:59.999Z`);
  });

  it.each([
    ['Pacific/Pago_Pago', '2026-01-16T03:00:00Z', '2026-02-16T10:59:59.999Z'],
    ['Pacific/Kiritimati', '2026-01-15T08:00:00Z', '2026-02-15T09:59:59.999Z'],
    ['Europe/Berlin', '2026-02-28T23:30:00Z', '2026-04-01T21:59:59.999Z'],
    ['America/New_York', '2026-02-01T02:00:00Z', '2026-03-01T04:59:59.999Z'],
  ])('in %s, of what came at %s, ends at %s', (zone, received, end) => {
    expect(new Date(endOf(Date.parse(received), gdpr.answer, new TimeZone(zone))).toISOString()).toBe(end);
  });
});
