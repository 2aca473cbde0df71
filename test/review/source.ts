import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './packages.js';

/** One source of a package, parsed. */
export function sourceOf(folder: string, path: string): ts.SourceFile {
  const file = join(ROOT, 'libs', folder, 'src', path);
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
}

export const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The text of a node in one line. */
export const inOneLine = (node: ts.Node): string => node.getText().replaceAll(/\s+/g, ' ');

/** Whether anything is said of a node. */
export const isDocumented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0;

/** What a docstring says, and its `@default`. */
export function docsOf(node: ts.Node): { readonly text: string; readonly byDefault: string | undefined } {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'default');
  const plain = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string =>
    (ts.getTextOfJSDocComment(comment) ?? '').replaceAll(/\s+/g, ' ').trim();
  return { text: docs.map(({ comment }) => plain(comment)).join(' '), byDefault: tag && plain(tag.comment) };
}
