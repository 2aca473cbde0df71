import ts from 'typescript';
import { type Package } from './packages.js';
import { docsOf, inOneLine, isExported, sourceOf } from './source.js';

/** One member of what an application passes to a module. */
export interface Option {
  readonly owner: string;
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly text: string;
  readonly byDefault: string | undefined;
}

/** Every member of the exported interfaces of options, those of the members' own interfaces in the same file included. */
export function optionsOf({ folder, sources }: Package): Option[] {
  return sources
    .filter((path) => /\.(?:options|module-definition)\.ts$|module-extras\.ts$/.test(path))
    .flatMap((path) => sourceOf(folder, path).statements.filter(ts.isInterfaceDeclaration))
    .filter((node) => isExported(node) && !node.name.text.endsWith('Config'))
    .flatMap((node) => node.members.filter(ts.isPropertySignature).map((member) => ({ owner: node.name.text, member })))
    .map(({ owner, member }) => ({
      owner,
      name: member.name.getText(),
      type: member.type ? inOneLine(member.type) : 'unknown',
      optional: member.questionToken !== undefined,
      ...docsOf(member),
    }));
}
