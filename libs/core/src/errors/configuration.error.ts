/** The three things a message must tell, and the stable code by which a program knows it. */
export interface ConfigurationFault {
  /** Stable, SCREAMING_SNAKE_CASE. */
  readonly code: string;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
}

/** The configuration is wrong; thrown while the application starts, so that it does not start. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly code: string;
  readonly where: string;
  readonly remedy: string;

  constructor(fault: ConfigurationFault) {
    super(`${fault.code}: ${fault.what} (in ${fault.where}). Remedy: ${fault.remedy}.`);
    this.code = fault.code;
    this.where = fault.where;
    this.remedy = fault.remedy;
  }
}
