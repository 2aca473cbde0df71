/** An encrypted text cannot be read: it is altered, stands in another place than it was made for, or its key is another or gone. Says nothing of the text. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';

  constructor() {
    super('An encrypted text cannot be read: it was altered or moved, or is not of this key');
  }
}
