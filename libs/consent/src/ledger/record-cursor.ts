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

/** Where a record stands in the feed. */
export interface RecordPlace {
  readonly sequence: number | null;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly id: string;
}

/** Whether a place is not behind another; both have the same parts. */
export const isUpTo = (place: readonly (number | string)[], end: readonly (number | string)[]): boolean => {
  const i = place.findIndex((part, at) => part !== end[at]);
  return i < 0 || place[i]! < end[i]!;
};

/** Whether a follower at this cursor has taken the record. */
export const isBehind = ({ earlier, numbered }: RecordCursor, { sequence, receivedAt, id }: RecordPlace): boolean =>
  sequence === null ? isUpTo([receivedAt, id], earlier) : isUpTo([sequence, receivedAt, id], numbered);
