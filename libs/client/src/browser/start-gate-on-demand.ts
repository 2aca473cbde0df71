import { afterPaint } from '../gate/after-paint.js';
import { earlyIn } from '../gate/early.js';
import { type Gate } from '../gate/gate.options.js';
import { findParked } from '../gate/parked.js';
import { isAllowed, readingsOf } from '../gate/readings.js';
import { loadGate } from './load-gate.js';
import { type OptionsByNotice } from './start-gate-by-notice.js';

/**
 * Starts the gate, which is a file of its own, when there is something for it: an element that is allowed or asked for, or a category that is no longer
 * allowed. Where the file cannot be had, nothing is let in, and the next change of consent tries again.
 */
export function startGateOnDemand(options: OptionsByNotice): void {
  const { client } = options;
  const readings = readingsOf(options);
  const early = earlyIn(document, readings);
  const allowed = new Set<string>();
  let starting: Promise<Gate | undefined> | undefined;
  let isLooking = false;

  const start = () => {
    observer.disconnect();
    return (starting ??= loadGate().then(
      ({ startGateByNotice }) => {
        document.removeEventListener('privacy:once', once);
        return startGateByNotice(options, { early, allowed });
      },
      () => (starting = undefined),
    ));
  };
  const once = ({ target }: Event) => void start().then((gate) => gate?.once(target as Element));

  const look = async () => {
    if (isLooking || starting) return;
    isLooking = true;
    await afterPaint();
    isLooking = false;
    if (findParked(document, readings).some((element) => isAllowed(element, readings, client))) void start();
  };
  const follow = () => {
    for (const name of Object.keys(client.state()?.allowed ?? {}))
      if (client.allows(name)) allowed.add(name);
      else if (allowed.has(name)) void start();
    void look();
  };

  const observer = new MutationObserver(() => void look());
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener('privacy:once', once);
  client.onChange(follow);
  follow();
}
