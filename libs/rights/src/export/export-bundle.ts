import { type DataSubject, type DataSubjectContributor } from '@nest-privacy/core';

/** What the document says it is; a change that old readers cannot read makes the next version. */
export const EXPORT_FORMAT = 'nest-privacy/subject-export';
/** See {@link EXPORT_FORMAT}. */
export const EXPORT_VERSION = 1;

/** What stands at the head of a bundle. */
export interface ExportHead {
  readonly requestId: string;
  readonly generatedAt: Date;
  readonly subject: DataSubject;
}

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;

async function* contributionOf(contributor: DataSubjectContributor, subject: DataSubject): AsyncGenerator<string> {
  yield `{${member('name', contributor.name)},"sections":[`;
  let section: string | undefined;
  for await (const row of contributor.export(subject)) {
    if (row.section === section) yield `,\n${JSON.stringify(row.data)}`;
    else
      yield `${section === undefined ? '' : ']},'}\n{${member('name', row.section)},"rows":[\n${JSON.stringify(row.data)}`;
    section = row.section;
  }
  yield section === undefined ? ']}' : ']}]}';
}

/**
 * The document of an export, piece by piece, so that it need never be in memory at once. Its last member is `"complete":true`: a document without it was
 * cut off.
 *
 * @throws what a contributor throws, in the middle of the document
 */
export async function* exportBundle(
  { requestId, generatedAt, subject }: ExportHead,
  contributors: readonly DataSubjectContributor[],
): AsyncGenerator<string> {
  const head = [
    member('format', EXPORT_FORMAT),
    member('version', EXPORT_VERSION),
    member('requestId', requestId),
    member('generatedAt', generatedAt),
    member('subject', subject.identifiers),
  ];
  yield `{${head.join(',')},"contributors":[`;
  for (const [i, contributor] of contributors.entries()) {
    if (i > 0) yield ',\n';
    yield* contributionOf(contributor, subject);
  }
  yield '],"complete":true}\n';
}
