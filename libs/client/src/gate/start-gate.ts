import { afterPaint } from './after-paint.js';
import { earlyIn } from './early.js';
import { empty, show } from './frame.js';
import { type Gate, type GateOptions, type GateStatus } from './gate.options.js';
import { type PageSoFar } from './page-so-far.js';
import { findParked, needsOf } from './parked.js';
import { policyOf } from './policy.js';
import { isAllowed, readingsOf } from './readings.js';
import { starter } from './script.js';
import { takeBack } from './take-back.js';
import { unpack } from './template.js';

/**
 * Lets parked scripts, templates, frames and images in when all their categories are allowed: in the order of the document and one at a time, also
 * those that come into the page later. When something is no longer allowed, the rest waits on, frames are parked again, and traces are erased.
 *
 * @param page of a gate that starts later than its page: what was before
 * @throws TypeError where the page does not allow the policy that `trustedTypesPolicy` names
 */
export function startGate(options: GateOptions, page: PageSoFar = {}): Gate {
  const { client, onChange, trustedTypesPolicy, timeout = 10_000 } = options;
  const readings = readingsOf(options);
  const { early = earlyIn(document, readings), allowed = [] } = page;
  const start = starter(policyOf(trustedTypesPolicy), trustedTypesPolicy !== 'none', timeout);
  const trees = new Set<Node>();
  const statuses = new WeakMap<Element, GateStatus>();
  const asked = new WeakSet<Element>();
  /** Categories of what was asked for, with what was decided on them then: another decision ends it. */
  const saidThen = new Map<string, unknown>();
  const ran = new Set<string>();
  const ended = new AbortController();
  let running = false;

  const allows = (name: string) => client.allows(name);
  const said = (name: string) => client.state()?.decisions[name];
  const found = () => [...trees].flatMap((tree) => findParked(tree as Document, readings));
  const needs = (element: Element) => needsOf(element, readings);
  const report = (element: Element, status: GateStatus) => {
    statuses.set(element, status);
    const entry = { element, category: needs(element).join(' '), status };
    // A fault of the page's own is the page's to hear of, and no element's to suffer from.
    if (onChange) queueMicrotask(() => onChange(entry));
  };

  const mayEnter = (element: Element) =>
    !ended.signal.aborted &&
    !statuses.has(element) &&
    element.isConnected &&
    (asked.has(element) || isAllowed(element, readings, client));
  const waiting = () => found().filter(mayEnter);

  /** Ends when the next may follow. */
  const letIn = async (element: Element): Promise<void> => {
    try {
      if (element instanceof HTMLScriptElement) {
        const [script, status] = start(element, !early.has(element));
        needs(script).forEach((name) => ran.add(name));
        const told = status.then((known) => report(script, known));
        return script.hasAttribute('async') ? undefined : await told;
      }
      if (element instanceof HTMLTemplateElement) {
        for (const part of unpack(element, needs))
          for (const set of [asked, early]) if (set.has(element)) set.add(part);
        return report(element, 'active');
      }
      report(element, show(element as HTMLIFrameElement));
    } catch {
      report(element, 'failed');
    }
  };

  /** What is allowed is asked anew for each. A script that the parser has not finished would run without its end. */
  const look = async () => {
    if (running || document.readyState === 'loading') return;
    running = true;
    try {
      for (;;) {
        await afterPaint();
        const [next] = waiting();
        if (!next || (document as { prerendering?: boolean }).prerendering === true) break;
        await letIn(next);
      }
    } finally {
      running = false;
    }
  };

  const observer = new MutationObserver(() => void look());
  const scan = (node: Node = document) => {
    const tree = node.getRootNode();
    trees.add(tree);
    observer.observe(tree, { childList: true, subtree: true });
    void look();
  };

  const off = (element: Element) => {
    asked.delete(element);
    const active = element instanceof HTMLIFrameElement && statuses.get(element) === 'active';
    if (active) {
      empty(element);
      report(element, 'parked');
    }
    return active;
  };
  const once = (element: Element) => {
    if (statuses.get(element) === 'active' || !found().includes(element)) return;
    statuses.delete(element);
    asked.add(element);
    needs(element).forEach((name) => saidThen.set(name, said(name)));
    void letIn(element);
  };

  /** Vendors' signals come first, in the task of the change itself; this waits for the next paint. */
  const close = async (lost: readonly string[]) => {
    await afterPaint();
    const gone = lost.filter((name) => !allows(name));
    if (!gone[0]) return;
    for (const element of found())
      if (needs(element).some((name) => gone.includes(name)) && off(element)) statuses.delete(element);
    const left = gone.filter((name) => ran.has(name));
    await takeBack(options, gone, left);
  };

  let before = [...allowed];
  const follow = () => {
    const over = [...saidThen.keys()].filter((name) => said(name) !== saidThen.get(name) && saidThen.delete(name));
    void close([...before, ...over].filter((name) => !allows(name))).catch(() => {});
    before = Object.keys(client.state()?.allowed ?? {}).filter(allows);
    void look();
  };
  const unfollow = client.onChange(follow);

  const hear = ({ target }: Event) => {
    once(target as Element);
    void look();
  };
  for (const type of ['DOMContentLoaded', 'prerenderingchange', 'privacy:once'])
    document.addEventListener(type, hear, ended);
  scan();
  follow();

  return {
    scan,
    once,
    off,
    ran: (category) => ran.has(category),
    dispose() {
      ended.abort();
      observer.disconnect();
      unfollow();
    },
  };
}
