import { ConfigurationError } from '../../errors/configuration.error.js';
import { type Lack, LACKS } from './lack.js';

type Code = Lack['code'];

/** `list` stands for the constants that are imported. */
const REMEDIES: Readonly<Record<Code, (list: string) => string>> = {
  ENTITIES_MISSING: (list) => `set "entities: ${list}", or "autoLoadEntities: true"`,
  MIGRATIONS_MISSING: (list) => `run "migrations: ${list}" before the application starts, also after an upgrade`,
  APPEND_ONLY_TRIGGER_MISSING: (list) =>
    `run "migrations: ${list}", or in a test set "synchronize: true", with which the triggers are made at start`,
};

const SUFFIX: Readonly<Record<Code, string>> = {
  ENTITIES_MISSING: 'ENTITIES',
  MIGRATIONS_MISSING: 'MIGRATIONS',
  APPEND_ONLY_TRIGGER_MISSING: 'MIGRATIONS',
};

/** Tells of all that is lacking in one message, by the code of what is to be mended first. */
export function lackError(lacks: readonly Lack[]): ConfigurationError {
  const kinds = LACKS.filter((kind) => lacks.some(({ code }) => code === kind));
  const remedies = kinds.map((kind) =>
    remedyOf(
      kind,
      lacks.filter(({ code }) => code === kind),
    ),
  );
  return new ConfigurationError({
    code: kinds[0]!,
    what: kinds.flatMap((kind) => lacks.filter(({ code }) => code === kind).map(({ what }) => what)).join('; '),
    where: 'the TypeORM DataSource',
    remedy: remedies.join('; and '),
  });
}

function remedyOf(kind: Code, lacks: readonly Lack[]): string {
  const constants = lacks.map(({ tables: { prefix, from } }) => ({ name: `${prefix}_${SUFFIX[kind]}`, from }));
  const imports = constants.map(({ name, from }) => `import { ${name} } from '${from}'`);
  return `${imports.join('; ')}; ${REMEDIES[kind](`[${constants.map(({ name }) => `...${name}`).join(', ')}]`)}`;
}
