/** A line that cannot be taken over, and why. */
export class LineFault extends Error {}
