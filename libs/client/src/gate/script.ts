import { type GateStatus } from './gate.options.js';
import { type Policy } from './policy.js';
import { reinsert } from './reinsert.js';

/** A script that was let in, and what became of it: at once where that cannot be known. */
export type Started = readonly [script: HTMLScriptElement, status: Promise<GateStatus>];

/** Runs a parked script. @param late whether `innerHTML` may have brought it */
export type Start = (parked: HTMLScriptElement, late: boolean) => Started;

/** Scripts that `innerHTML` has brought count as started for ever, as do their clones: only a copy runs. */
function copyOf(script: HTMLScriptElement, policy: Policy): HTMLScriptElement {
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes)
    copy.setAttribute(name, name === 'src' ? policy.createScriptURL(value) : value);
  // The attribute was emptied when the script came into the page; the property keeps it.
  copy.nonce = script.nonce;
  copy.text = policy.createScript(script.text);
  return copy;
}

const loads = (script: HTMLScriptElement, timeout: number): Promise<GateStatus> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, timeout, 'failed');
    for (const type of ['load', 'error'])
      script.addEventListener(type, () => {
        clearTimeout(timer);
        resolve(type === 'load' ? 'active' : 'failed');
      });
  });

/**
 * Runs parked scripts, each by putting the very same element back: it keeps its nonce, and passes through no sink of Trusted Types. Only what may have
 * been brought by `innerHTML` is copied.
 *
 * @param policy for the sinks of copies, and of addresses in `data-src`
 * @param copies whether anything may be copied
 * @param timeout longest wait for a script to load, in milliseconds
 * @throws TypeError, by the result, where the page needs a policy that it has not
 */
export function starter(policy: Policy, copies: boolean, timeout: number): Start {
  let mayCopy = copies;

  return (parked, late) => {
    let script = parked;
    const address = parked.getAttribute('data-src');
    if (address) parked.src = policy.createScriptURL(address);
    // Nothing says that it counts as started. But where engines follow the standard, one that does not is asynchronous by itself.
    if (mayCopy && (late || !parked.async))
      try {
        script = copyOf(parked, policy);
      } catch {
        // Trusted Types are required here, so that no script was brought by a string.
        mayCopy = false;
      }
    script.type = script.getAttribute('data-type') ?? '';
    const status = script.src ? loads(script, timeout) : Promise.resolve<GateStatus>('active');
    reinsert(parked, () => script);
    return [script, status];
  };
}
