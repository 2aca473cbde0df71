import { DataSubject, type DataSubjectContributor, type SubjectRow } from '@nest-privacy/core';
import { exportBundle } from './export-bundle.js';

const subject = DataSubject.of([{ kind: 'user', value: 'anna "A" <anna@example.com>' }]);
const contributor = (name: string, rows: readonly SubjectRow[]): DataSubjectContributor => ({
  name,

  async *export() {
    yield* rows;
  },
  async *erase() {},
});

const head = { requestId: 'r', generatedAt: new Date(0), subject };

const textOf = async (contributors: readonly DataSubjectContributor[]): Promise<string> => {
  let text = '';
  for await (const piece of exportBundle(head, contributors)) text += piece;
  return text;
};

describe('the document of an export', () => {
  it('is JSON that says what it is, whose it is, and that it is whole', async () => {
    expect(JSON.parse(await textOf([]))).toEqual({
      format: 'nest-privacy/subject-export',
      version: 1,
      requestId: 'r',
      generatedAt: '1970-01-01T00:00:00.000Z',
      subject: [{ kind: 'user', value: 'anna "A" <anna@example.com>' }],
      contributors: [],
      complete: true,
    });
  });

  it('has what each contributor gave, by section', async () => {
    const orders = [1, 2].map((number) => ({ section: 'orders', data: { number } }));
    const letters = [{ section: 'letters', data: { text: '"\n\u2028' } }];
    const all = [contributor('nothing', []), contributor('shop', [...orders, ...letters])];
    expect((JSON.parse(await textOf(all)) as { contributors: unknown }).contributors).toEqual([
      { name: 'nothing', sections: [] },
      {
        name: 'shop',
        sections: [
          { name: 'orders', rows: [{ number: 1 }, { number: 2 }] },
          { name: 'letters', rows: [{ text: '"\n\u2028' }] },
        ],
      },
    ]);
  });

  it('is made as it is read, however much there is', async () => {
    let made = 0;
    const endless: DataSubjectContributor = {
      ...contributor('endless', []),

      async *export() {
        for (;;) yield { section: 'rows', data: { number: (made += 1) } };
      },
    };
    const bundle = exportBundle(head, [endless]);
    for (let i = 0; i < 10; i++) await bundle.next();
    expect(made).toBeLessThanOrEqual(10);
    await bundle.return(undefined);
  });
});
