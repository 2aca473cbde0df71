/** What is looked for in a line that is a JSON object. */
export const JSON_FIELDS = [
  'time',
  'address',
  'method',
  'target',
  'request',
  'status',
  'host',
  'referrer',
  'userAgent',
  'language',
] as const;
export type JsonField = (typeof JSON_FIELDS)[number];

/** Names of the members that hold something, in the order in which they are looked for; a dot leads into an object. */
export type JsonMembers = Readonly<Record<JsonField, readonly string[]>>;

/**
 * The names that nginx' usual `log_format`s, Caddy, Traefik, HAProxy and Bunny's kin give them. `request` is either a whole request line or Caddy's object of
 * that name, whose members stand under the other fields.
 */
export const WELL_KNOWN_MEMBERS: JsonMembers = {
  time: [
    'time_iso8601',
    'time_local',
    '@timestamp',
    'timestamp',
    'StartUTC',
    'StartLocal',
    'time',
    'ts',
    'msec',
    'date',
  ],
  address: [
    'request.client_ip',
    'request.remote_ip',
    'request.remote_addr',
    'remote_addr',
    'ClientHost',
    'ClientAddr',
    'client_ip',
    'remote_ip',
    'clientip',
    'client',
    'ip',
  ],
  method: ['request.method', 'request_method', 'RequestMethod', 'method'],
  target: ['request.uri', 'request_uri', 'RequestPath', 'uri', 'url', 'path'],
  request: ['request', 'request_line'],
  status: ['status', 'DownstreamStatus', 'status_code', 'response.status', 'code'],
  host: ['request.host', 'http_host', 'host', 'RequestHost', 'server_name', 'vhost'],
  referrer: ['request.headers.Referer', 'http_referer', 'http_referrer', 'referer', 'referrer', 'request_Referer'],
  userAgent: [
    'request.headers.User-Agent',
    'http_user_agent',
    'user_agent',
    'userAgent',
    'agent',
    'request_User-Agent',
  ],
  language: ['request.headers.Accept-Language', 'http_accept_language', 'accept_language', 'request_Accept-Language'],
};

/** The same, with a log's own names before them. */
export function membersWith(own: Partial<Record<JsonField, string>>): JsonMembers {
  const named = JSON_FIELDS.map((field) => {
    const name = own[field];
    return [field, name === undefined ? WELL_KNOWN_MEMBERS[field] : [name, ...WELL_KNOWN_MEMBERS[field]]];
  });
  return Object.fromEntries(named) as JsonMembers;
}
