import { type RawRequest, type RawResponse, fieldOf } from './raw-http.js';

type HeaderRule =
  | string
  | null
  | {
      readonly oneOf?: readonly string[];
      readonly contains?: readonly string[];
      readonly containsAny?: readonly string[];
      readonly notContains?: readonly string[];
      readonly unique?: true;
      readonly matches?: string;
      readonly notMatches?: string;
      readonly present?: true;
    };

interface BodyRule {
  readonly jsonObject?: true;
  readonly member?: string;
  readonly equals?: unknown;
  readonly oneOf?: readonly unknown[];
  readonly notOneOf?: readonly unknown[];
  readonly type?: string;
  readonly itemType?: string;
  readonly matches?: string;
  readonly optional?: true;
  readonly absent?: true;
  readonly contains?: string;
  readonly notContains?: string;
  readonly maxBytes?: number;
  readonly empty?: true;
}

type FieldValue =
  string | { readonly prefix: string; readonly repeat: string; readonly times: number; readonly suffix?: string };

export interface DntVector {
  readonly name: string;
  readonly fixture: string;
  readonly method: string;
  readonly path: string;
  readonly requestHeaders: readonly (readonly [string, FieldValue])[];
  readonly wireEncoding?: 'utf8';
  readonly requestBody?: string;
  readonly requestTrailers?: readonly (readonly [string, string])[];
  readonly consentState?: string;
  readonly expect: {
    readonly status?: number | { readonly oneOf: readonly number[] };
    readonly dntParsed?: boolean | null;
    readonly gpcParsed?: boolean;
    readonly headers?: Readonly<Record<string, HeaderRule>>;
    readonly bodyRules?: readonly BodyRule[];
    readonly aliveAfter?: true;
  };
}

const valueOf = (value: FieldValue): string =>
  typeof value === 'string' ? value : value.prefix + value.repeat.repeat(value.times) + (value.suffix ?? '');

/** The request of a vector, to be sent as it is written. */
export function requestOf(vector: DntVector): RawRequest {
  const headers = vector.requestHeaders.map(([name, value]): [string, string] => [name, valueOf(value)]);
  return {
    method: vector.method,
    path: vector.path,
    headers: vector.consentState === undefined ? headers : [...headers, ['X-Test-Consent', vector.consentState]],
    encoding: vector.wireEncoding ?? 'latin1',
    body: vector.requestBody,
    trailers: vector.requestTrailers,
  };
}

const tokens = (values: readonly string[]): string[] =>
  values
    .join(',')
    .split(',')
    .map((token) => token.trim().toLowerCase());

function headerFaults(name: string, rule: HeaderRule, values: readonly string[]): string[] {
  const shown = `${name}: ${JSON.stringify(values)}`;
  if (rule === null) return values.length === 0 ? [] : [`${shown} should be absent`];
  if (typeof rule === 'string')
    return values.length === 1 && values[0] === rule ? [] : [`${shown} should be ${JSON.stringify(rule)}`];
  const present = new Set(tokens(values));
  const has = (token: string): boolean => present.has(token.toLowerCase());
  const checks: [boolean, string][] = [
    [rule.oneOf === undefined || rule.oneOf.includes(values[0] ?? ''), `one of ${String(rule.oneOf)}`],
    [(rule.contains ?? []).every(has), `contain ${String(rule.contains)}`],
    [rule.containsAny === undefined || rule.containsAny.some(has), `contain any of ${String(rule.containsAny)}`],
    [!(rule.notContains ?? []).some(has), `not contain ${String(rule.notContains)}`],
    [rule.unique === undefined || present.size === tokens(values).length, 'name each token once'],
    [
      rule.matches === undefined || (values.length === 1 && new RegExp(rule.matches).test(values[0]!)),
      `match ${String(rule.matches)}`,
    ],
    [
      rule.notMatches === undefined || !values.some((value) => new RegExp(rule.notMatches!).test(value)),
      `not match ${String(rule.notMatches)}`,
    ],
    [rule.present === undefined || values.length > 0, 'be present'],
  ];
  return checks.filter(([holds]) => !holds).map(([, what]) => `${shown} should ${what}`);
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

function memberFaults(rule: BodyRule, body: string): string[] {
  const value = (JSON.parse(body) as Record<string, unknown>)[rule.member!];
  if (value === undefined && rule.optional) return [];
  const checks: [boolean, string][] = [
    [!('equals' in rule) || value === rule.equals, `equal ${String(rule.equals)}`],
    [rule.oneOf === undefined || rule.oneOf.includes(value), `be one of ${String(rule.oneOf)}`],
    [rule.notOneOf === undefined || !rule.notOneOf.includes(value), `be none of ${String(rule.notOneOf)}`],
    [rule.type === undefined || typeOf(value) === rule.type, `be a ${String(rule.type)}`],
    [
      rule.itemType === undefined || (value as unknown[]).every((item) => typeOf(item) === rule.itemType),
      `hold only ${String(rule.itemType)}`,
    ],
    [rule.matches === undefined || new RegExp(rule.matches).test(String(value)), `match ${String(rule.matches)}`],
    [rule.absent === undefined || value === undefined, 'be absent'],
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, what]) => `member ${rule.member} = ${JSON.stringify(value)} should ${what}`);
}

function bodyFaults(rule: BodyRule, body: string): string[] {
  if (rule.member !== undefined) return memberFaults(rule, body);
  const checks: [boolean, string][] = [
    [rule.jsonObject === undefined || /^\s*\{/.test(body), 'be a JSON object'],
    [rule.contains === undefined || body.includes(rule.contains), `contain ${String(rule.contains)}`],
    [rule.notContains === undefined || !body.includes(rule.notContains), `not contain ${String(rule.notContains)}`],
    [rule.maxBytes === undefined || body.length <= rule.maxBytes, `have at most ${String(rule.maxBytes)} bytes`],
    [rule.empty === undefined || body === '', 'be empty'],
  ];
  return checks.filter(([holds]) => !holds).map(([, what]) => `the body should ${what}`);
}

/** Everything in which a response differs from what a vector expects. */
export function faultsOf({ expect: expected }: DntVector, response: RawResponse): string[] {
  const { status = response.status, headers = {}, bodyRules = [] } = expected;
  const statuses = typeof status === 'number' ? [status] : status.oneOf;
  const signals: Record<string, HeaderRule> = {
    ...('dntParsed' in expected && { 'X-Test-Dnt': String(expected.dntParsed) }),
    ...('gpcParsed' in expected && { 'X-Test-Gpc': String(expected.gpcParsed) }),
  };
  return [
    ...(statuses.includes(response.status) ? [] : [`status ${response.status} should be ${statuses.join(' or ')}`]),
    ...Object.entries({ ...signals, ...headers }).flatMap(([name, rule]) =>
      headerFaults(name, rule, fieldOf(response, name)),
    ),
    ...bodyRules.flatMap((rule) => bodyFaults(rule, response.body)),
  ];
}
