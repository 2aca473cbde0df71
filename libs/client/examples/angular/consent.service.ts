import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { sharedClient } from '@nest-privacy/client';

/** The visitor's consent as a signal: `consent.state()?.allowed['STATISTICS']`. Templates with the elements need CUSTOM_ELEMENTS_SCHEMA. */
@Injectable({ providedIn: 'root' })
export class Consent {
  private readonly client = sharedClient();
  private readonly current = signal(this.client.state());
  readonly state = this.current.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(this.client.onChange(() => this.current.set(this.client.state())));
  }

  allows(category: string): boolean {
    return this.state() !== undefined && this.client.allows(category);
  }
}
