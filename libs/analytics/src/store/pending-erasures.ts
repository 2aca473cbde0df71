/** Visitors whom somebody erases now. */
export interface ErasureTurn {
  /** 32 hex digits each. */
  readonly visitors: readonly string[];
  /** By which the turn is known when it ends. */
  readonly until: number;
}

/** The visitors who are to be erased soon, kept so that nothing that dies in between forgets them. */
export interface PendingErasures {
  /**
   * Has visitors erased soon. Once it resolves, they are.
   *
   * @param visitors 32 hex digits each
   */
  add(visitors: readonly string[]): Promise<void>;
  /** Takes visitors whose turn it is, at most `limit`. Nobody else takes them for a while, and then somebody does, should this process die. */
  take(limit: number): Promise<ErasureTurn>;
  /**
   * Says that the visitors of a turn were erased. Each has a second turn some seconds later, for what was being stored while they were erased; after it they are forgotten. Who was
   * added again in the meantime stays.
   */
  done(turn: ErasureTurn): Promise<void>;
}

/** Injection token of {@link PendingErasures}; a store of the application's own may do without it, and is told to erase at once then. */
export const PendingErasures = Symbol.for('@nest-privacy/analytics:PendingErasures');
