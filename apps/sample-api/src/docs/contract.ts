/** What the description says of a route beside what can be read off its code. */
export interface RouteDescription {
  readonly summary: string;
  /** Status of the answer when all goes well. Default: 200. */
  readonly status?: number;
  /** Name of the schema of the answer; none for an answer without a body. */
  readonly answer?: string;
  /** Media type of the answer. Default: `application/json`. */
  readonly type?: string;
  /** Names of the schemas of the body by media type, where the handler takes it unparsed. */
  readonly body?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json';

/** The routes of the contract, by method and path. Those that Nest does not know are added to the description. */
export const CONTRACT: Readonly<Record<string, RouteDescription>> = {
  'get /.well-known/dnt/': {
    summary: 'Tracking status of the site (W3C TPE)',
    type: 'application/tracking-status+json',
    answer: 'TrackingStatus',
  },
  'get /.well-known/dnt/{statusId}': {
    summary: 'Tracking status of one kind of request (W3C TPE)',
    type: 'application/tracking-status+json',
    answer: 'TrackingStatus',
  },
  'get /.well-known/gpc.json': {
    summary: 'Whether this site abides by Global Privacy Control',
    answer: 'GpcStatement',
  },
  'get /tracking-items': { summary: 'What this site uses to track, in the language asked for', answer: 'Catalogue' },
  'get /admin/tracking-items': { summary: 'List the catalogue', answer: 'TrackingItemPage' },
  'post /admin/tracking-items': {
    summary: 'Add an item to the catalogue',
    status: 201,
    answer: 'TrackingItem',
    body: { [JSON_TYPE]: 'TrackingItemContent' },
  },
  'get /admin/tracking-items/export': { summary: 'The whole catalogue as a file', answer: 'CatalogueFile' },
  'post /admin/tracking-items/import': {
    summary: 'Take in an export, or a django-privacy-mgmt fixture',
    answer: 'ImportResult',
    body: { [JSON_TYPE]: 'CatalogueFile' },
  },
  'get /admin/tracking-items/{id}': { summary: 'One item, with its ETag', answer: 'TrackingItem' },
  'get /admin/tracking-items/{id}/versions': {
    summary: 'The history of an item, newest first',
    answer: 'ItemVersionPage',
  },
  'patch /admin/tracking-items/{id}': {
    summary: 'Change an item by a JSON Merge Patch; needs If-Match',
    answer: 'TrackingItem',
    body: { [JSON_TYPE]: 'TrackingItemPatch' },
  },
  'delete /admin/tracking-items/{id}': { summary: 'Remove an item; needs If-Match', status: 204 },
  'get /consent': { summary: "Where this visitor's consent stands", answer: 'VisitorConsent' },
  'post /consent': {
    summary: 'Record a decision; a form is sent back to its page by 303',
    status: 201,
    answer: 'ConsentRecord',
    body: { [JSON_TYPE]: 'ConsentDecision', 'application/x-www-form-urlencoded': 'ConsentForm' },
  },
  'delete /consent': { summary: 'Withdraw everything', answer: 'ConsentRecord' },
  'get /consent/records': { summary: "This visitor's own records, newest first", answer: 'ConsentRecordPage' },
  'get /consent/records/{id}': { summary: "One of this visitor's own records", answer: 'ConsentRecord' },
  'get /admin/consent/records/{id}': { summary: 'One record, of any site', answer: 'ConsentRecord' },
  'get /admin/consent/records': { summary: 'The ledger, newest first', answer: 'ConsentRecordPage' },
  'post /analytics/events': {
    summary: "Report events from the site's own pages",
    status: 202,
    answer: 'EventsResult',
    body: { [JSON_TYPE]: 'AnalyticsEvents', 'text/plain': 'AnalyticsEvents' },
  },
  'get /admin/analytics/aggregate': { summary: 'Numbers of a period', answer: 'Aggregate' },
  'get /admin/analytics/timeseries': { summary: 'Numbers over time', answer: 'TimeSeries' },
  'get /admin/analytics/breakdown': { summary: 'Numbers by the value of a dimension', answer: 'Breakdown' },
  'get /metrics': { summary: 'Metrics for Prometheus', type: 'text/plain', answer: 'PrometheusText' },
  'get /health/live': { summary: 'Whether the process lives', answer: 'Health' },
  'get /health/ready': { summary: 'Whether the process can do its work', answer: 'Health' },
  'get /admin/tokens': { summary: 'List the admin tokens, without the tokens themselves', answer: 'AdminTokenPage' },
  'post /admin/tokens': { summary: 'Make an admin token; it is shown this once', status: 201, answer: 'AdminToken' },
  'delete /admin/tokens/{id}': { summary: 'Revoke an admin token', status: 204 },
};
