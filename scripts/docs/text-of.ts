import ts from 'typescript';

/** What is known of the parameters of a helper, by name. */
export type Known = ReadonlyMap<string, string>;

const UNKNOWN = '…';

/** The text that an expression comes to, with an ellipsis for what only a running program knows. */
export function textOf(node: ts.Node | undefined, known: Known = new Map()): string {
  if (node === undefined) return UNKNOWN;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return node.text;
  if (ts.isIdentifier(node)) return known.get(node.text) ?? UNKNOWN;
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (text, { expression, literal }) => text + textOf(expression, known) + literal.text,
      node.head.text,
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left, known) + textOf(node.right, known);
  if (ts.isConditionalExpression(node)) {
    const either = [textOf(node.whenTrue, known), textOf(node.whenFalse, known)];
    return [...new Set(either.filter((text) => text !== UNKNOWN))].join(' / ') || UNKNOWN;
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textOf(node.expression, known);
  return UNKNOWN;
}
