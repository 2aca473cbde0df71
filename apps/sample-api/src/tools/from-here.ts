import { resolve } from 'node:path';

/** npm runs scripts in the folder of the package; paths are meant from where it was called. */
export const fromHere = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);
