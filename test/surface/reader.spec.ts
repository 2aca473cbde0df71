import { type Page } from 'playwright-core';
import { inBrowsers, type TestPage } from '../browsers/index.js';
import { STATES } from './states.js';
import { startStatesSite, type StatesSite, WRITERS } from './states-site.js';

/** What a screen reader is told of one thing. */
interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly childIds?: readonly string[];
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[];
}

/** Roles that say nothing of themselves. */
const SILENT = new Set([
  'InlineTextBox',
  'generic',
  'none',
  'form',
  'LineBreak',
  'ListMarker',
  'paragraph',
  'LabelText',
]);

/** What is told of a thing beside its name. */
const TOLD = new Set(['level', 'checked', 'live', 'modal', 'expanded']);

/** A page as it is read, in order: role, name, level, state and description of each thing, and texts that are nothing's name. */
async function readingOf(page: TestPage): Promise<string[]> {
  const raw = page.raw as Page;
  const session = await raw.context().newCDPSession(raw);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly AxNode[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read: string[] = [];
  const names = new Set<string>();
  const walk = ({ ignored, role, name, description, properties = [], childIds = [] }: AxNode): void => {
    const is = role?.value ?? '';
    const called = name?.value.trim() ?? '';
    if (!ignored && !SILENT.has(is) && !(is === 'StaticText' && (called === '' || names.has(called)))) {
      const told = properties.flatMap(({ name: of, value }) => (TOLD.has(of) ? [` ${of}=${String(value.value)}`] : []));
      const about = description?.value ? ` (${description.value})` : '';
      read.push(`${is === 'StaticText' ? 'text' : is}:${called && ` ${called}`}${told.join('')}${about}`);
      if (is !== 'StaticText') names.add(called);
    }
    for (const id of childIds) walk(byId.get(id)!);
  };
  walk(nodes[0]!);
  return read;
}

const HEADS = ['Cookies', 'Provider', 'Purpose', 'Lifetime'].map((name) => `columnheader: ${name}`);
const LINE = 'text: Opt-Out Request Honored: your browser sends Global Privacy Control, so marketing is off.';
const BANNER = [
  'region: Your privacy choices',
  'heading: Your privacy choices level=2',
  LINE,
  'text: We count page views on our own server, without cookies. With your consent we recognise that you were here before, pick offers for you, and show films and maps of others.',
  'text: You can refuse all of it, and change your mind at any time.',
  'list:',
  'listitem: level=1',
  'text: Statistics',
  'listitem: level=1',
  'text: Marketing',
  'text: Example Ltd',
  'link: Privacy',
  'button: Reject all',
  'button: Accept all',
  'button: Choose one by one',
];
const EMBED = [
  'heading: A film level=3',
  'text: This comes from another provider. It loads when you say so, and then learns that you are here.',
  'button: Load this once',
  'link: Open it at the provider’s',
  'link: Choose one by one',
];
const MARKETING = 'Offers that are picked by what you read, advertisements elsewhere, and films and maps of others.';
const STATISTICS = 'Recognises that a visit is not your first, so that we learn what is read again.';
const DIALOG = [
  'RootWebArea: Page',
  'dialog: Your privacy choices modal=true',
  'heading: Your privacy choices level=2',
  LINE,
  'heading: Essentials level=3',
  'text: What the site needs to work, such as remembering what you chose here.',
  'text: Always on',
  'heading: Statistics level=3',
  `checkbox: Statistics checked=false (${STATISTICS})`,
  `text: ${STATISTICS}`,
  'group:',
  'DisclosureTriangle: What is used (1) expanded=false',
  'heading: Marketing level=3',
  `checkbox: Marketing checked=false (${MARKETING})`,
  `text: ${MARKETING}`,
  'checkbox: My browser sends Global Privacy Control. If I allow marketing here, I mean it all the same. checked=false',
  'group:',
  'DisclosureTriangle: What is used (2) expanded=false',
  'button: Reject all',
  'button: Accept all',
  'button: Save these choices',
  'button: Close',
];

inBrowsers(
  'what a screen reader is told',
  (browser) => {
    let site: StatesSite;

    beforeAll(async () => (site = await startStatesSite()));
    afterAll(() => site.stop());

    it.each(WRITERS)(
      'is all of it, once and in order, in banner, embed, dialog, table and status: %s',
      async (writer) => {
        const page = await browser.open(site.pageOf({ language: 'en', gpc: true }, writer), { gpc: true });
        const read: Partial<Record<string, string[]>> = {};
        for (const { name, reach } of STATES) {
          await reach(page);
          read[name] = await readingOf(page);
        }
        const asked = read['banner and embed']!;
        expect(asked.slice(0, 2 + BANNER.length)).toEqual(['RootWebArea: Page', 'link: Skip to content', ...BANNER]);
        expect(asked[2 + BANNER.length]).toBe('main:');
        expect(asked.slice(asked.indexOf(EMBED[0]!)).slice(0, EMBED.length)).toEqual(EMBED);
        expect(asked.slice(-2)).toEqual(['contentinfo:', 'link: Privacy choices']);
        expect(asked.filter((one) => one.includes('live='))).toEqual([]);
        // While it is open there is nothing else.
        expect(read['dialog']).toEqual(DIALOG);
        expect(read['items']!.filter((one) => /^(region|table|columnheader|rowheader)/.test(one))).toEqual([
          ...['region: Statistics', 'table: Statistics', ...HEADS],
          'rowheader: Visit counter _visit _visit_of_a_name_that_is_rather_long',
          ...['region: Marketing', 'table: Marketing', ...HEADS],
          ...['rowheader: Offers _offer', 'rowheader: Films'],
        ]);
        const told = read['status']!;
        expect(told.filter((one) => one.includes('live='))).toEqual(['status: live=polite']);
        expect(told.slice(told.indexOf('status: live=polite')).slice(1, 3)).toEqual([
          'text: Your choice is saved.',
          'link: Privacy choices',
        ]);
      },
    );
  },
  ['chromium'],
);
