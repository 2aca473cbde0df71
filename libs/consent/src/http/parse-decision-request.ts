import {
  type CategoryRegistry,
  type ConsentCategory,
  ESSENTIALS,
  ProblemException,
  type ProblemPart,
} from '@nest-privacy/core';
import { invalidInput } from '@nest-privacy/core/kit';
import { DECISION_ACTORS } from '../decision/decision-expression.js';
import { type AcknowledgedSignal, type DecisionRequest } from '../decision/decision-request.js';
import { type ConsentStrings } from '../interop/consent-strings.js';
import { LONGEST_SERVED_TOKEN } from '../notice/served/served-tokens.js';
import { assertMethodFits } from './contradictions.js';
import { FieldReader } from './field-reader.js';

const MEMBERS: ReadonlySet<string> = new Set([
  'decisions',
  'method',
  'noticeVersion',
  'catalogueVersion',
  'language',
  'acknowledgedSignals',
  'givenAt',
  'surface',
  'actor',
  'uiBuild',
  'variant',
  'tcString',
  'gppString',
  'gppSid',
  'servedToken',
]);
const SIGNALS: ReadonlySet<unknown> = new Set<AcknowledgedSignal>(['gpc', 'dnt']);
const MOST_MEMBERS = 64;
/** Characters of a TC or GPP string; those of today's vendor list have well below a thousand. */
const LONGEST_STRING = 4_096;
const MOST_SECTIONS = 32;

/**
 * Reads a decision out of a parsed body and trusts nothing about its shape. Written by hand because a validator that walks the body would
 * follow any depth of nesting, and because every category needs a path of its own.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED` with paths, 400 `ESSENTIALS_REQUIRED`, or 400 `DECISION_CONTRADICTORY`
 */
export function parseDecisionRequest(body: unknown, registry: CategoryRegistry): DecisionRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidInput([{ path: '', detail: 'must be an object with the member "decisions"' }]);
  }
  const fields = new FieldReader(body as Readonly<Record<string, unknown>>);
  fields.refuseUnknown(MEMBERS);
  const request: DecisionRequest = {
    kind: 'decide',
    decisions: decisionsOf((body as { decisions?: unknown }).decisions, registry, fields.faults),
    method: fields.slug('method') ?? 'api',
    noticeVersion: fields.wholeNumber('noticeVersion', 1),
    // A site whose catalogue was never changed is at version 0.
    catalogueVersion: fields.wholeNumber('catalogueVersion', 0),
    language: fields.language('language'),
    acknowledgedSignals: signalsOf((body as { acknowledgedSignals?: unknown }).acknowledgedSignals, fields.faults),
    givenAt: fields.instant('givenAt'),
    expression: {
      surface: fields.slug('surface'),
      actor: fields.oneOf('actor', DECISION_ACTORS),
      uiBuild: fields.mark('uiBuild'),
      variant: fields.mark('variant'),
    },
  };
  const servedToken = fields.line('servedToken', LONGEST_SERVED_TOKEN);
  const strings = stringsOf(body as Readonly<Record<string, unknown>>, fields);
  if (fields.faults.length > 0) throw invalidInput(fields.faults);
  assertMethodFits(request);
  return { ...request, ...(strings && { strings }), ...(servedToken !== null && { servedToken }) };
}

function decisionsOf(value: unknown, registry: CategoryRegistry, faults: ProblemPart[]): DecisionRequest['decisions'] {
  const decisions: Partial<Record<ConsentCategory, 'granted' | 'denied'>> = {};
  const known = registry.optional.join(', ');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push({ path: 'decisions', detail: `must be an object such as {"${registry.optional[0]}": "granted"}` });
    return decisions;
  }
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  for (const [name, decision] of entries.slice(0, MOST_MEMBERS)) {
    const path = `decisions.${name.slice(0, 64)}`;
    if (!registry.has(name)) faults.push({ path, detail: `is not a category; use ${known}` });
    else if (decision !== 'granted' && decision !== 'denied')
      faults.push({ path, detail: 'must be "granted" or "denied"' });
    else if (name !== ESSENTIALS) decisions[name] = decision;
    else if (decision === 'denied') throw essentialsRequired();
  }
  if (entries.length > MOST_MEMBERS)
    faults.push({ path: 'decisions', detail: `must have ${MOST_MEMBERS} members at most` });
  else if (faults.length === 0 && Object.keys(decisions).length === 0) {
    faults.push({ path: 'decisions', detail: `must name at least one of ${known}` });
  }
  return decisions;
}

function signalsOf(value: unknown, faults: ProblemPart[]): AcknowledgedSignal[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length <= SIGNALS.size && value.every((signal) => SIGNALS.has(signal))) {
    return [...new Set(value as AcknowledgedSignal[])];
  }
  faults.push({ path: 'acknowledgedSignals', detail: 'must be a list of "gpc" and "dnt"' });
  return [];
}

/** Whether they are good, a reader of strings says later; here they are bounded. */
function stringsOf(body: Readonly<Record<string, unknown>>, fields: FieldReader): ConsentStrings | undefined {
  const [tcString, gppString] = [fields.line('tcString', LONGEST_STRING), fields.line('gppString', LONGEST_STRING)];
  const gppSid = sectionsOf(body.gppSid, fields.faults);
  if (tcString === null && gppString === null && gppSid === null) return undefined;
  return {
    ...(tcString !== null && { tcString }),
    ...(gppString !== null && { gppString }),
    ...(gppSid !== null && { gppSid }),
  };
}

function sectionsOf(value: unknown, faults: ProblemPart[]): readonly number[] | null {
  if (value === undefined || value === null) return null;
  const isSection = (id: unknown): boolean => typeof id === 'number' && Number.isInteger(id) && id >= -1 && id <= 64;
  if (Array.isArray(value) && value.length <= MOST_SECTIONS && value.every(isSection)) return value as number[];
  faults.push({ path: 'gppSid', detail: `must be a list of ${MOST_SECTIONS} section ids at most` });
  return null;
}

/** Not part of the general list, for it is no slip of the pen: somebody offers a choice that there is not. */
export const essentialsRequired = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'ESSENTIALS_REQUIRED',
    title: 'ESSENTIALS cannot be denied',
    detail: 'What the site needs to work is not a matter of consent. Leave ESSENTIALS out of "decisions".',
    errors: [{ path: `decisions.${ESSENTIALS}`, detail: 'cannot be denied' }],
  });
