// Puts what runs in production, and nothing else, into a folder: what was built, and the dependencies that `npm prune --omit=dev` has left.
//   node scripts/assemble-image.mjs <folder>
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const [image] = process.argv.slice(2);
/** Of each workspace; `browser` is what the sample application serves to pages. */
const PARTS = ['package.json', 'dist', 'browser', 'node_modules'];

/** Source maps hold the sources; they and the types are for who develops. */
const isNeeded = (path) =>
  !/[\\/]dist[\\/].*\.(?:map|d\.ts)$/.test(path) || path.startsWith(join(root, 'node_modules'));

const workspaces = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name)),
);
const paths = [
  'package.json',
  'node_modules',
  ...workspaces.flatMap((workspace) => PARTS.map((part) => join(workspace, part))),
];
for (const path of paths.filter((each) => existsSync(join(root, each)))) {
  // The workspaces are links in node_modules, which lead to their neighbours in the image as they do here.
  cpSync(join(root, path), join(image, path), { recursive: true, verbatimSymlinks: true, filter: isNeeded });
}
