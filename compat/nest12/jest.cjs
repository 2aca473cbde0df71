/**
 * Jest's share of running the suite on Nest 12: every @nestjs package, and what must be the same copy for Nest and for the suite, comes from this
 * folder; the packages that are published as ECMAScript modules only are turned into CommonJS, which Jest needs below Node 24.9.
 */
const modules = '<rootDir>/compat/nest12/node_modules';
const shared = ['bull', 'bullmq', 'class-transformer', 'class-validator', 'reflect-metadata', 'rxjs', 'typeorm'];
const ecmaScriptOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'cookie',
  'content-disposition',
  'load-esm',
];

module.exports = {
  moduleNameMapper: {
    '^@nestjs/([^/]+)$': `${modules}/@nestjs/$1`,
    '^@nestjs/([^/]+)/(.+)$': `${modules}/@nestjs/$1/$2`,
    [`^(${shared.join('|')})$`]: `${modules}/$1`,
    '^rxjs/operators$': `${modules}/rxjs/operators`,
  },
  transform: {
    '^.+/node_modules/.+\\.js$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ecmaScriptOnly.join('|')})/)`],
};
