import { join } from 'node:path';
import { MeasuredServer } from './measured-server.js';

/** What a server of the hot path's comparison needs of its surroundings. */
export interface Surroundings {
  /** Folder for databases. */
  readonly folder: string;
  readonly redis: string;
}

interface Recipe {
  readonly says: string;
  readonly file: string;
  readonly settings: (surroundings: Surroundings) => Readonly<Record<string, string>>;
}

const plain = (variant: string, says: string): Recipe => ({
  says,
  file: 'plain.ts',
  settings: () => ({ VARIANT: variant }),
});
let databases = 0;
const database = ({ folder }: Surroundings): string => join(folder, `${(databases += 1)}.sqlite`);

/** The servers that can be compared, by the names under which they are asked for. */
const RECIPES = {
  bare: plain('bare', 'bare'),
  guard: plain('guard', '+ empty guard'),
  interceptor: plain('interceptor', '+ empty interceptor'),
  bull: {
    says: '+ suite, events to Bull',
    file: 'suite.ts',
    settings: (around) => ({ DATABASE: database(around), REDIS: around.redis }),
  },
  'in-process': {
    says: '+ suite, all in one process',
    file: 'suite.ts',
    settings: (around) => ({ DATABASE: database(around) }),
  },
  metrics: {
    says: '+ suite, events to Bull, and metrics',
    file: 'suite.ts',
    settings: (around) => ({ DATABASE: database(around), REDIS: around.redis, METRICS: 'on' }),
  },
} as const satisfies Readonly<Record<string, Recipe>>;

export type ServerName = keyof typeof RECIPES;

export const SERVER_NAMES = Object.keys(RECIPES) as ServerName[];

export const isServerName = (name: string): name is ServerName => Object.hasOwn(RECIPES, name);

/** What is compared, in words. */
export const saysOf = (name: ServerName): string => RECIPES[name].says;

/** @param checkout see {@link MeasuredServer.start} */
export const startServer = (name: ServerName, around: Surroundings, checkout?: string): Promise<MeasuredServer> => {
  const { file, settings } = RECIPES[name];
  return MeasuredServer.start(file, settings(around), checkout);
};
