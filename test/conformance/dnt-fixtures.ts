import { type DntModuleOptions } from '@nest-privacy/dnt';

const spec: DntModuleOptions = {
  honours: true,
  compliance: ['https://www.w3.org/TR/tracking-compliance/'],
  controller: ['https://demo.example/'],
  'same-party': ['demo.example', 'static.demo.example'],
  policy: '/privacy',
  config: '/consent',
  gpc: { gpc: true, lastUpdate: '2026-01-01' },
};

/** The configurations that the vectors name. */
export const DNT_FIXTURES: Readonly<Record<string, DntModuleOptions>> = {
  spec,
  'spec-dynamic': {
    ...spec,
    tracking: '?',
    statuses: {
      ads: { tracking: 'T' },
      ahoy: { tracking: 'T' },
      consented: { tracking: 'C' },
      stats: { tracking: 'P' },
      'a/b+c=': { tracking: 'N' },
    },
  },
  'spec-gpc-separate': { ...spec, gpc: { effect: 'separate', gpc: true, lastUpdate: '2026-01-01' } },
  'spec-no-echo': { ...spec, echo: false },
  'spec-static-n': { ...spec, tracking: 'N', echo: false },
  'spec-construction': { ...spec, tracking: '!' },
  'spec-gateway': { ...spec, tracking: 'G', statuses: { bidder1: { tracking: 'T' } }, defaultStatus: 'bidder1' },
  'spec-disregard': {
    ...spec,
    tracking: '?',
    disregard: (request) => request.header('user-agent')?.includes('MSIE 10.0') === true,
  },
  'spec-eu-default': { ...spec, whenUnset: 'N' },
  legacy: {
    mode: 'legacy',
    controller: '',
    policy: '',
    extensions: { controllerDescription: [{ name: 'Demo', uri: 'https://demo.example/' }] },
    gpc: { gpc: true, lastUpdate: '2026-01-01' },
  },
};
