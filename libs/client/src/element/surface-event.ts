/** What opened or closed. */
export interface SurfaceEvent {
  readonly surface: 'banner' | 'dialog';
  readonly open: boolean;
}

declare global {
  interface DocumentEventMap {
    'privacy:ui': CustomEvent<SurfaceEvent>;
  }
}

/** Tells the page by the event `privacy:ui`. */
export function announce(surface: SurfaceEvent['surface'], open: boolean): void {
  document.dispatchEvent(new CustomEvent<SurfaceEvent>('privacy:ui', { detail: { surface, open } }));
}
