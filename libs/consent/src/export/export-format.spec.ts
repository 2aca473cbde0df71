import { type RequestView } from '@nest-privacy/core';
import { exportFormatOf } from './export-format.js';

const accepting = (accept?: string): RequestView => ({ header: () => accept }) as unknown as RequestView;

describe('the format of an export', () => {
  it.each([
    [undefined, 'ndjson'],
    ['*/*', 'ndjson'],
    ['text/csv', 'csv'],
    ['text/*', 'csv'],
    ['text/csv, */*;q=0.1', 'csv'],
    ['application/x-ndjson;q=0.5, text/csv;q=0.4', 'ndjson'],
    ['application/x-ndjson;q=0, */*', 'csv'],
  ])('by %j is %s', (accept, format) => {
    expect(exportFormatOf(accepting(accept), undefined)).toBe(format);
  });

  it('is the one that is named, whatever is accepted', () => {
    expect(exportFormatOf(accepting('text/csv'), 'ndjson')).toBe('ndjson');
  });

  it.each(['application/pdf', 'text/csv;q=0', '*/*;q=0'])('is none for who takes %s alone', (accept) => {
    expect(() => exportFormatOf(accepting(accept), undefined)).toThrow(
      expect.objectContaining({ code: 'EXPORT_FORMAT_UNACCEPTABLE' }),
    );
  });
});
