/** What Prometheus is told of a metric, and the closed set of its labels. */
export interface MetricDefinition<L extends string = string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
  /** Labels with few values by nature, which stay exact when the rest becomes `other`. @default none */
  readonly kept?: readonly L[];
  /** Most series of the kept labels alone. @default 1 */
  readonly keptSeries?: number;
  /** Labels whose values a client chooses; a route of the application's own gives them up before it becomes `other` itself. @default none */
  readonly open?: readonly L[];
}

/** HTTP requests; a request is counted when its response was sent. */
export const REQUESTS: MetricDefinition = {
  name: 'http_requests_total',
  help: 'HTTP requests answered, by view (Controller.handler), route template, method, status class and referrer.',
  labels: ['view', 'path', 'method', 'status_class', 'referrer'],
  kept: ['status_class'],
  keptSeries: 6,
  open: ['referrer'],
};

/** Time from the arrival of a request's headers to the end of its response. */
export const REQUEST_DURATION: MetricDefinition = {
  name: 'http_request_duration_seconds',
  help: 'Time to answer an HTTP request, in seconds, by route template.',
  labels: ['path'],
};
