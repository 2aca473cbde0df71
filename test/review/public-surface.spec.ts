import ts from 'typescript';
import { optionsOf } from './options.js';
import { entriesOf, entryFile, PACKAGES } from './packages.js';
import { isExported, sourceOf } from './source.js';

/** What an entry exports, by name; what exists for the compiler only is marked. */
function exportsOf(folder: string, subpath: string): string[] {
  const names = sourceOf(folder, entryFile(subpath)).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      const ofTypes = statement.isTypeOnly;
      return statement.exportClause.elements.map(
        (one) => `${ofTypes || one.isTypeOnly ? 'type ' : ''}${one.name.text}`,
      );
    }
    return isExported(statement) || ts.isExportDeclaration(statement) ? [statement.getText().split('\n')[0]!] : [];
  });
  return names.sort((a, b) => a.replace('type ', '').localeCompare(b.replace('type ', ''), 'en'));
}

// A change here is a change of what applications build upon: it belongs into the changeset.
describe.each(PACKAGES.map((one) => [one.manifest.name, one] as const))('the public surface of %s', (_, one) => {
  it.each(entriesOf(one))('exports, from %s', (subpath) => {
    expect(exportsOf(one.folder, subpath).join('\n')).toMatchSnapshot();
  });

  it('takes options', () => {
    const lines = optionsOf(one).map(
      ({ owner, name, type, optional, byDefault }) =>
        `${owner}.${name}${optional ? '?' : ''}: ${type}${byDefault === undefined ? '' : ` = ${byDefault}`}`,
    );
    expect(lines.join('\n')).toMatchSnapshot();
  });
});
