import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const BUILT = ['libs/core/dist/cjs/index.js', 'libs/core/package.json', 'libs/core/node_modules/dep/index.js'];
const SERVED = ['apps/sample-api/dist/main.js', 'apps/sample-api/package.json', 'apps/sample-api/browser/demo.js'];
const NEEDED = ['package.json', 'node_modules/dep/index.js', 'node_modules/dep/dist/index.js.map', ...BUILT, ...SERVED];
const LEFT_OUT = [
  'package-lock.json',
  'tsconfig.base.json',
  'libs/core/src/index.ts',
  'libs/core/dist/cjs/index.js.map',
  'libs/core/dist/cjs/index.d.ts',
  'libs/core/test/set-up.ts',
  'apps/sample-api/src/main.ts',
  'apps/sample-api/test/site.e2e-spec.ts',
  'apps/sample-api/ops/rules.yml',
  'test/setup/servers.cjs',
];

describe('the image', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'image-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what runs, and no sources, tests or tools', () => {
    const [root, image] = [join(folder, 'root'), join(folder, 'image')];
    for (const path of [...NEEDED, ...LEFT_OUT]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    mkdirSync(join(root, 'node_modules/@nest-privacy'));
    symlinkSync('../../libs/core', join(root, 'node_modules/@nest-privacy/core'));
    cpSync(join(ROOT, 'scripts/assemble-image.mjs'), join(root, 'scripts/assemble-image.mjs'));
    execFileSync(process.execPath, ['scripts/assemble-image.mjs', image], { cwd: root });

    const files = readdirSync(image, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(image.length + 1));
    expect(files.sort()).toEqual([...NEEDED].sort());
    expect(readlinkSync(join(image, 'node_modules/@nest-privacy/core'))).toBe('../../libs/core');
  });

  it('is made of nothing else', () => {
    const [, runtime = ''] = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
      .split(/^FROM .*$/m)
      .slice(1);
    expect(runtime.match(/^COPY .*$/gm)).toEqual(['COPY --from=build --chown=root:root /image ./']);
  });
});
