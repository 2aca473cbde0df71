/** How one thing is that the process needs for a part of its work. */
export interface PartHealth {
  readonly status: 'up' | 'down';
  readonly [detail: string]: unknown;
}

/** Something that can be asked how it is; it may take its time, and fail. */
export interface Part {
  readonly name: string;
  check(): Promise<PartHealth>;
}
