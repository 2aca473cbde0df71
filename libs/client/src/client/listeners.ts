/** Whom changes are told. */
export interface Listeners<T> {
  readonly add: (listener: (value: T) => void) => () => void;
  readonly tell: (value: T) => void;
  readonly clear: () => void;
}

/** One listener's fault is the page's to hear of, and no other listener's to suffer from. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(value) {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          setTimeout(() => {
            throw error as Error;
          });
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
