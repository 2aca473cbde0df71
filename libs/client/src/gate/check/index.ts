export { type Escape, type EscapeKind } from './escape.js';
export { escapes, type EscapesOptions } from './escapes.js';
