import { type DataSubject, type DataSubjectContributor, type ErasureStep, type SubjectRow } from '@nest-privacy/core';

/** An application's own data: orders of accounts, and the carts of their devices. */
export class Shop implements DataSubjectContributor {
  readonly name = 'shop';
  readonly orders = new Map<string, string[]>();
  /** The carts, by device, and whose device it is. */
  readonly carts = new Map<string, { user: string | null; items: string }>();
  /** What the next erasures do in place of erasing. */
  readonly faults: (() => void | Promise<void>)[] = [];
  /** What is waited for before the next answer of these. */
  readonly pauses: { resolve?: () => Promise<void>; export?: () => Promise<void> } = {};
  attempts = 0;

  identify(
    request: Parameters<NonNullable<DataSubjectContributor['identify']>>[0],
  ): ReturnType<NonNullable<DataSubjectContributor['identify']>> {
    const [user, device] = [request.header('x-user'), request.cookie('device')];
    return [
      ...(user === undefined ? [] : [{ kind: 'user', value: user } as const]),
      ...(device === undefined ? [] : [{ kind: 'subject', value: device } as const]),
    ];
  }

  async resolve(subject: DataSubject): ReturnType<NonNullable<DataSubjectContributor['resolve']>> {
    await this.pauses.resolve?.();
    const users = subject.valuesOf('user');
    const devices = [...this.carts].filter(([, { user }]) => user !== null && users.includes(user));
    return devices.map(([value]) => ({ kind: 'subject', value }) as const);
  }

  async *export(subject: DataSubject): AsyncIterable<SubjectRow> {
    await this.pauses.export?.();
    for (const user of subject.valuesOf('user'))
      for (const order of this.orders.get(user) ?? []) yield { section: 'orders', data: { order } };
    for (const device of subject.valuesOf('subject')) {
      const cart = this.carts.get(device);
      if (cart) yield { section: 'carts', data: { items: cart.items } };
    }
  }

  async *erase(subject: DataSubject): AsyncIterable<ErasureStep> {
    this.attempts += 1;
    const devices = subject.valuesOf('subject').filter((device) => this.carts.delete(device));
    yield { section: 'carts', erased: devices.length };
    await this.faults.shift()?.();
    const users = subject.valuesOf('user').filter((user) => this.orders.delete(user));
    yield {
      section: 'orders',
      erased: users.length,
      kept: { count: 1, because: 'invoices are kept for ten years (§ 147 AO)' },
    };
  }

  forgetBrowser(): readonly string[] {
    return ['device=; Max-Age=0; Path=/'];
  }
}
