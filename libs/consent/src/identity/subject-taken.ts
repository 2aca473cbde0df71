/** The subject is somebody's already, was erased, or has changed meanwhile: nothing was written. */
export class SubjectTaken extends Error {
  override readonly name = 'SubjectTaken';

  constructor() {
    super('The subject is linked or erased, or has changed meanwhile');
  }
}
