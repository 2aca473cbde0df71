import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { bannerOf } from '../../libs/consent/src/surface/render/banner.js';
import { dialogOf, preferencesOf } from '../../libs/consent/src/surface/render/choices.js';
import { embedOf } from '../../libs/consent/src/surface/render/embed.js';
import { settingsLinkOf } from '../../libs/consent/src/surface/render/settings-anchor.js';
import { statusOf } from '../../libs/consent/src/surface/render/status.js';
import { type SurfaceScene } from '../../libs/consent/src/surface/surface-scene.js';
import { findProgram } from '../setup/process.cjs';
import { scenes } from './scenes.js';

const JAVA = findProgram('java');
const CHECKER = checker();
const LACKING = [
  JAVA === undefined && 'java is not on PATH',
  CHECKER === undefined && 'neither VNU_JAR nor the package vnu-jar is there',
].filter((lack) => lack !== false);
const MISSING = LACKING.length > 0 ? `, which cannot be checked: ${LACKING.join(', ')}` : '';

/** The checker of the W3C for HTML; of the package `vnu-jar`, or where the environment says. */
function checker(): string | undefined {
  try {
    return process.env.VNU_JAR ?? (createRequire(__filename)('vnu-jar') as string);
  } catch {
    return undefined;
  }
}

interface Message {
  readonly type: string;
  readonly message: string;
  readonly extract?: string;
  readonly url: string;
}

const FILM = {
  category: 'MARKETING',
  src: 'https://films.example/1',
  title: 'A film',
  width: 320,
  height: 180,
} as const;

/** The checker judges addresses as well, and those of a notice are its editor's. */
const withGoodLinks = ({ notice, ...scene }: SurfaceScene): SurfaceScene => ({
  ...scene,
  notice: { ...notice, links: notice.links.map((link) => ({ ...link, url: '/privacy?a=1&b=2#c' })) },
});

const documentOf = (scene: SurfaceScene): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Page</title></head>
<body><a href="#main">Skip to content</a>
${String(bannerOf(scene))}
<main id="main"><h1>Page</h1><h2>Part</h2>${String(embedOf(scene, FILM))}${String(statusOf(scene))}${String(preferencesOf(scene))}</main>
<footer>${String(settingsLinkOf(scene))}</footer>
${String(dialogOf(scene))}
</body>
</html>
`;

(LACKING.length > 0 ? describe.skip : describe)(`HTML as the standard has it${MISSING}`, () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'nest-privacy-html-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is what every page is, whatever the notice says and whoever sees it', async () => {
    const pages = fc.sample(scenes, { numRuns: 60, seed: 31 }).map(withGoodLinks).map(documentOf);
    const files = pages.map((page, i) => {
      const file = join(folder, `${i}.html`);
      writeFileSync(file, page);
      return file;
    });
    const { stdout } = await promisify(execFile)(
      JAVA!,
      ['-jar', CHECKER!, '--format', 'json', '--stdout', '--exit-zero-always', ...files],
      { maxBuffer: 2 ** 26 },
    );
    const { messages } = JSON.parse(stdout) as { readonly messages: readonly Message[] };
    expect(messages.filter(({ type }) => type !== 'info')).toEqual([]);
  }, 120_000);
});
