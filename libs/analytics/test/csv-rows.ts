/** Reads a table by RFC 4180, character by character. */
export function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let cells = [''];
  let isQuoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const [here, next] = [text[i]!, text[i + 1]];
    if (isQuoted && here === '"' && next === '"') {
      cells[cells.length - 1] += '"';
      i += 1;
    } else if (here === '"') isQuoted = !isQuoted;
    else if (!isQuoted && here === ',') cells.push('');
    else if (!isQuoted && here === '\r' && next === '\n') {
      rows.push(cells);
      cells = [''];
      i += 1;
    } else cells[cells.length - 1] += here;
  }
  return rows;
}
