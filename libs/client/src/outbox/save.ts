/** A decision on its way; `body` is missing in a withdrawal. The same `key` marks each attempt to send it. */
export interface Save {
  readonly key: string;
  readonly body?: {
    readonly decisions: Readonly<Record<string, 'granted' | 'denied'>>;
    /** What was shown, and how it was expressed. */
    readonly [evidence: string]: unknown;
  };
}

/** Storage is open to every script and extension, and to older versions of this one. */
export const isSave = (value: Save | null): value is Save =>
  typeof value?.key === 'string' && (value.body === undefined || !!value.body?.decisions);

/** What is left of a save that the server refused: what was denied in it stays denied on the page. */
export const refusalsOf = ({ key, body }: Save): Save => ({
  key,
  ...(body && {
    body: { decisions: Object.fromEntries(Object.entries(body.decisions).filter(([, word]) => word === 'denied')) },
  }),
});
