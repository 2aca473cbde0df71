import { type ApiDocument, type ApiOperation } from './document.js';

/** An operation, by the name that reports have for it: `get /consent`. */
export interface FoundRoute {
  readonly name: string;
  readonly operation: ApiOperation;
}

interface Template {
  readonly path: string;
  readonly pattern: RegExp;
}

/** Express takes a slash at the end for nothing. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.]/g, '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

const parametersIn = (path: string): number => path.split('{').length;

/** Finds the operation that a request is for. */
export class RouteFinder {
  private readonly templates: readonly Template[];

  constructor(private readonly document: ApiDocument) {
    this.templates = Object.keys(document.paths)
      .sort((a, b) => parametersIn(a) - parametersIn(b))
      .map((path) => ({ path, pattern: patternOf(path) }));
  }

  /**
   * @param path without query
   * @returns the operation; `method` where the path is known, and not by this method; `path` where it is not known
   */
  find(method: string, path: string): FoundRoute | 'method' | 'path' {
    const matching = this.templates.filter(({ pattern }) => pattern.test(path));
    const name = method === 'HEAD' ? 'get' : method.toLowerCase();
    const found = matching.find((template) => this.document.paths[template.path]![name] !== undefined);
    if (found === undefined) return matching.length === 0 ? 'path' : 'method';
    return { name: `${name} ${found.path}`, operation: this.document.paths[found.path]![name]! };
  }
}
