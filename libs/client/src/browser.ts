/** The parts of the browser that are used, each of which may be missing or forbidden. */
export interface Browser {
  readonly location?: { readonly href: string };
  readonly document?: {
    readonly title: string;
    readonly referrer: string;
    readonly documentElement?: { readonly lang: string };
  };
  readonly screen?: { readonly width: number; readonly height: number };
  readonly navigator?: { readonly language?: string; sendBeacon?(url: string, body: string): boolean };
  readonly localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
}

export const browser = globalThis as Browser;
