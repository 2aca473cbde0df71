import { type ConsentState } from '../index.js';
import { type Allowed, type SignalAdapter, type SignalSource } from './signal-adapter.js';

/** Whether there is more to say than adapters said before: a decision, or something that is allowed without one. */
const isTelling = ({ decisions }: ConsentState, allowed: Allowed): boolean =>
  Object.values(decisions).some((decision) => decision !== 'unset') ||
  Object.values(allowed).filter(Boolean).length > 1;

/**
 * Tells vendors of this visitor's consent: at once where a decision stands, and after every change of what is allowed, any number of times.
 *
 * Call it before vendors' scripts run. Of a visitor who has not decided they hear what the adapters' `before` says, and nothing else.
 *
 * @param adapters told in this order; one that throws keeps no other from being told, and the page hears of it as of any error
 * @returns stops the telling
 */
export function startSignals(client: SignalSource, adapters: readonly SignalAdapter[]): () => void {
  let told: string | undefined;

  const each = (tell: (adapter: SignalAdapter) => void) => {
    for (const adapter of adapters) {
      try {
        tell(adapter);
      } catch (error) {
        setTimeout(() => {
          throw error as Error;
        });
      }
    }
  };

  const allowedNow = (): Allowed =>
    Object.fromEntries(
      Object.keys({ ESSENTIALS: true, ...client.state()?.allowed })
        .sort()
        .map((name) => [name, client.allows(name)]),
    );

  const change = () => {
    const state = client.state();
    const allowed = allowedNow();
    const text = JSON.stringify(allowed);
    if (!state || text === told || (told === undefined && !isTelling(state, allowed))) return;
    told = text;
    each((adapter) => adapter.change(allowed, state));
  };

  each((adapter) => adapter.before?.(allowedNow(), client.state()));
  change();
  return client.onChange(change);
}
