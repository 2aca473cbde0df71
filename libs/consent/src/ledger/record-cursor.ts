/** How far a follower has come: what there is before it in either row is done. */
export interface RecordCursor {
  /** The last record without a number: time at which it was received, and id. */
  readonly earlier: readonly [receivedAt: number, id: string];
  /** The last record with one. */
  readonly numbered: readonly [sequence: number, receivedAt: number, id: string];
}

/** Before all records. */
export const BEGINNING: RecordCursor = { earlier: [0, ''], numbered: [0, 0, ''] };

export const cursorText = (cursor: RecordCursor): string => JSON.stringify(cursor);

export const cursorOf = (text: string): RecordCursor => JSON.parse(text) as RecordCursor;
