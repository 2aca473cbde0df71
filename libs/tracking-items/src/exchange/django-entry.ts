/** One entry of a `dumpdata` file, and where in the file it is. */
export interface DjangoEntry {
  readonly index: number;
  /** Lower case, as Django writes it: `django_privacy_mgmt.trackingitem`. */
  readonly model: string;
  readonly pk: unknown;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Says which entry a fault is in, for people. */
export const describeEntry = ({ model, pk }: DjangoEntry): string => `of ${model} ${JSON.stringify(pk)}`;

/** Reads an entry; `undefined` when it is not of the form `{ model, pk, fields }`. */
export function djangoEntry(raw: unknown, index: number): DjangoEntry | undefined {
  const { model, pk, fields } = (raw ?? {}) as Partial<Record<keyof DjangoEntry, unknown>>;
  if (typeof model !== 'string' || typeof fields !== 'object' || fields === null) return undefined;
  return { index, model: model.toLowerCase(), pk, fields: fields as Record<string, unknown> };
}
