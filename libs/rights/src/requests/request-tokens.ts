import { isId, KeyRing } from '@nest-privacy/core/kit';

const ID_LENGTH = 36;

/** What lets a person ask about a request once nothing else proves who they are, because it is erased: the id of the request, signed. */
export class RequestTokens {
  private readonly keys: KeyRing;

  constructor(secrets: readonly string[]) {
    this.keys = new KeyRing(secrets, 'rights-request');
  }

  of(requestId: string): string {
    return `${requestId}.${this.keys.sign(requestId)}`;
  }

  /** The request that a token is for; `undefined` of whatever is none. */
  requestOf(token: string | undefined): string | undefined {
    const id = token?.slice(0, ID_LENGTH) ?? '';
    if (token?.[ID_LENGTH] !== '.' || !isId(id)) return undefined;
    return this.keys.verify(id, token.slice(ID_LENGTH + 1)) ? id : undefined;
  }
}
