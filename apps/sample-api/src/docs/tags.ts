/** The parts of the API, each by the paths it answers. */
const PARTS = [
  { name: 'signals', description: 'DNT and GPC: what this server does with them.', paths: /^\/\.well-known\// },
  { name: 'tracking-items', description: 'The catalogue of what tracks.', paths: /^(\/admin)?\/tracking-items/ },
  { name: 'consent', description: 'Decisions and their proof.', paths: /^(\/admin)?\/consent/ },
  { name: 'analytics', description: 'Events and statistics.', paths: /^(\/admin)?\/analytics/ },
  { name: 'metrics', description: 'Prometheus.', paths: /^\/metrics/ },
  { name: 'health', description: 'Liveness and readiness.', paths: /^\/health/ },
  { name: 'admin', description: 'Tokens of administrators.', paths: /^\/admin/ },
] as const;

/** The tags of the document. */
export const TAGS: readonly { readonly name: string; readonly description: string }[] = PARTS;

/** The part of the API that a path belongs to. */
export const tagOf = (path: string): string => PARTS.find(({ paths }) => paths.test(path))?.name ?? 'other';
