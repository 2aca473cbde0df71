/** The star, proven: a feature imports core and nothing sideways, the application joins them, and nothing runs in a circle. */
const features = 'dnt|tracking-items|consent|analytics|metrics|rights|client';

/** The rooms of analytics, floor by floor from the top: data flows down, and a room knows the rooms below it and none beside it. */
const analyticsFloors = [
  ['import'],
  ['collect', 'intake'],
  ['pipeline', 'exclusion'],
  ['derive', 'forward'],
  ['bull', 'typeorm'],
  ['queue', 'store', 'dto', 'trace'],
  ['statistics', 'identity', 'entities'],
  ['event', 'mask', 'decorators'],
];

const analyticsRoom = (rooms) => `^libs/analytics/src/(${rooms.join('|')})/`;

/** One rule a floor; what stands on none (the module, its service and controller, `config/`, `swagger/` and `testing/`) is above all. */
const analyticsRules = analyticsFloors.map((rooms, floor) => ({
  name: `analytics: ${rooms.join(' and ')} know only what is below`,
  severity: 'error',
  from: { path: analyticsRoom(rooms) },
  to: {
    path: [
      analyticsRoom([...analyticsFloors.slice(0, floor + 1).flat(), 'config', 'swagger', 'testing']),
      '^libs/analytics/src/[^/]+$',
    ],
    pathNot: ['^libs/analytics/src/$1/', '^libs/analytics/src/analytics\\.(options|config|data-source)\\.ts$'],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'star: a feature imports no other feature',
      severity: 'error',
      from: { path: `^libs/(${features})/` },
      to: { path: `^libs/(${features})/`, pathNot: '^libs/$1/' },
    },
    {
      name: 'star: core knows no feature',
      severity: 'error',
      from: { path: '^libs/core/' },
      to: { path: `^libs/(${features})/` },
    },
    {
      name: 'client: what browsers load imports nothing from elsewhere, and nothing of Node',
      severity: 'error',
      from: { path: '^libs/client/src/', pathNot: '^libs/client/src/(assets|react|vue|svelte)/' },
      to: { pathNot: '^libs/client/src/(?!assets/)', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no library imports an application', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'no deep import of Nest',
      severity: 'error',
      from: { path: '^(libs|apps)/' },
      to: {
        path: 'node_modules/@nestjs/[^/]+/.+/',
        pathNot: 'node_modules/@nestjs/[^/]+/(dist/)?index\\.(d\\.ts|js)$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'core stays free of the ORM',
      severity: 'error',
      from: { path: '^libs/core/src/', pathNot: '^libs/core/src/(typeorm|testing)/' },
      to: { path: 'node_modules/(typeorm|bull|prom-client)/' },
    },
    {
      name: 'core needs Redis only behind its subpath',
      severity: 'error',
      from: { path: '^libs/core/src/', pathNot: '^libs/core/src/redis/' },
      to: { path: 'node_modules/ioredis/' },
    },
    {
      name: 'a migration stands alone: what it did to a database must not change with the code around it',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/migrations/', pathNot: '(index|\\.migrations)\\.ts$' },
      to: { pathNot: '^libs/core/(src|dist)/|^node_modules/typeorm/' },
    },
    ...analyticsRules,
    {
      name: 'analytics: the options know of the rooms only the contracts that an application gives',
      severity: 'error',
      from: { path: '^libs/analytics/src/analytics\\.(options|config|data-source)\\.ts$' },
      to: {
        path: '^libs/analytics/src/',
        pathNot:
          '^libs/analytics/src/(analytics\\.options|forward/analytics-destination|mask/(own|text)-mask|statistics/goal)\\.ts$',
      },
    },
    {
      name: 'analytics: TypeORM only in its own room',
      severity: 'error',
      from: { path: '^libs/analytics/src/', pathNot: '^libs/analytics/src/(typeorm|entities|migrations|testing)/' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    {
      name: 'Bull only behind its subpath',
      severity: 'error',
      from: { path: '^libs/analytics/src/', pathNot: '^libs/analytics/src/bull/' },
      to: { path: 'node_modules/(bull|ioredis|@nestjs/bull)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '\\.(spec|e2e-spec|d)\\.ts$|(^|/)index\\.ts$|/testing/|^libs/[^/]+/test/|^apps/[^/]+/browser/',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '((^|/)dist/|libs/[^/]+/examples|\\.spec\\.ts|e2e-spec\\.ts|apps/[^/]+/test)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
    },
  },
};
