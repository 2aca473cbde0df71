import { type SurfaceScene } from '../../libs/consent/src/surface/surface-scene.js';

/** What may stand in what we write; whatever else is there has come out of a text. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `a br button canvas caption code details dialog div form h2 h3 h4 iframe input label li p section span summary table tbody td th thead time tr ul
  privacy-banner privacy-dialog privacy-embed privacy-settings-link`.split(/\s+/),
);

type Scene = Omit<SurfaceScene, 'decidedAt'>;

const textOf = (element: Element | null | undefined): string => element?.textContent ?? '';
const optionalOf = ({ notice }: Scene): Scene['notice']['categories'] =>
  notice.categories.filter(({ required }) => !required);
const regimesOf = (scene: Scene): readonly string[] =>
  optionalOf(scene).map(({ category }) => scene.regimes[category] ?? 'opt-in');

/** Names the rules that a layer breaks in which somebody can accept or refuse (EDPB Cookie Banner Taskforce 2023, 8 and 14; CNIL 2020-092). */
export function refusalFaults(layer: Element): string[] {
  const [accept, reject] = ['accept-all', 'reject-all'].map((value) =>
    layer.querySelector<HTMLButtonElement>(`button[name=decision][value=${value}]`),
  );
  if (!accept) return [];
  if (!reject) return ['accepting without refusing'];
  return [
    ...(accept.parentElement === reject.parentElement ? [] : ['refusing elsewhere than accepting']),
    ...(accept.className === reject.className ? [] : ['refusing looks other than accepting']),
    ...(accept.form?.id === reject.form?.id && accept.form?.action === reject.form?.action ? [] : ['another way']),
    ...[accept, reject].flatMap((button) =>
      button.hidden || button.disabled ? ['a button that cannot be pressed'] : [],
    ),
  ];
}

/** Of the first layer. */
export function bannerFaults(banner: Element, scene: Scene): string[] {
  const { notice } = scene;
  const { messages, labels } = notice;
  const isNoticeOnly = regimesOf(scene).every((regime) => regime === 'notice-only');
  const isOptOut = regimesOf(scene).includes('opt-out') && messages.optOut !== undefined;
  const names = [...banner.querySelectorAll('.np-purposes li')].map(textOf);
  const isHonoured =
    scene.hasGpc &&
    scene.gpcAffects.length > 0 &&
    !scene.gpcAffects.some((category) => scene.allowed[category]) &&
    messages.gpcHonoured !== undefined;
  const rules: Record<string, boolean> = {
    'names every purpose':
      names.join('\0') ===
      optionalOf(scene)
        .map(({ name }) => name)
        .join('\0'),
    'names the controller': textOf(banner.querySelector('.np-controller')) === notice.controller.name,
    'is a region with a name':
      textOf(banner.querySelector(`section[aria-labelledby=np-banner-title] #np-banner-title`)) === notice.title,
    'is no dialog, and takes no focus': !banner.querySelector('dialog, [role], [aria-modal], [autofocus], [tabindex]'),
    'has nothing ticked': !banner.querySelector('[checked]'),
    'says that GPC was honoured, where it was':
      (banner.querySelector('.np-text > .np-signal:not([hidden])') !== null) === isHonoured,
    'has a standing way to opt out':
      !isOptOut || textOf(banner.querySelector('privacy-settings-link a')) === messages.optOut,
    'asks nobody who need not be asked, who can object by one button':
      !isNoticeOnly ||
      !scene.notice.layers.first.includes('rejectAll') ||
      banner.querySelector('[value=reject-all].np-button:not(.np-quiet)')?.textContent ===
        (messages.object ?? labels.rejectAll),
    'accepts nothing where nobody is asked': !isNoticeOnly || !banner.querySelector('[value=accept-all]'),
    'is hidden on a page that caches share, until its visitor is known':
      (banner as HTMLElement).hidden === scene.isShared,
  };
  return [...refusalFaults(banner), ...Object.keys(rules).filter((rule) => !rules[rule])];
}

/** Of the second layer, wherever it stands. */
export function choiceFaults(choices: Element, scene: Scene): string[] {
  const form = choices.querySelector<HTMLFormElement>('form.np-form')!;
  const faults = [...refusalFaults(choices)];
  const items = [...choices.querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf).join('|'));
  const expected = scene.notice.categories.flatMap(({ items: own }) =>
    own.map(({ name, cookies, provider, purpose, lifetimeText }) =>
      [name + cookies.map((cookie) => cookie.name).join(' '), provider, purpose, lifetimeText]
        .map((cell) => cell ?? '')
        .join('|'),
    ),
  );
  if (items.join('\n') !== expected.join('\n')) faults.push('an item of the catalogue is not told');
  for (const { category } of optionalOf(scene)) {
    const fields = [...form.elements].filter(
      (field) => (field as HTMLInputElement).name === category,
    ) as HTMLInputElement[];
    const [no, box] = fields;
    if (fields.length !== 2 || no!.type !== 'hidden' || no!.value !== 'denied')
      faults.push(`${category} is not a choice`);
    else if (box!.type !== 'checkbox' || box!.value !== 'granted') faults.push(`${category} is not a box`);
    else if (box!.checked !== (scene.allowed[category] === true))
      faults.push(`${category} is ticked as it is not allowed`);
    else if (!choices.querySelector(`#${box!.getAttribute('aria-describedby')}`))
      faults.push(`${category} is not described`);
  }
  const hasSomething = optionalOf(scene).some(
    ({ category }) => scene.allowed[category] === true || scene.decisions[category] === 'granted',
  );
  if (hasSomething && !choices.querySelector('[value=reject-all], [value=withdraw]'))
    faults.push('nothing takes everything back');
  if (!hasSomething && choices.querySelector('[value=withdraw], .np-acknowledge [checked]'))
    faults.push('more than there is');
  if (choices.querySelector('input[name=ESSENTIALS]')) faults.push('a choice that there is not');
  if (
    ![...form.querySelectorAll('.np-actions > button')].some(
      (button) => !button.hasAttribute('form') && !button.hasAttribute('formmethod'),
    )
  )
    faults.push('choices cannot be saved');
  return faults;
}

/** Of a page with all of it: nothing has come out of a text, and what names something else finds it. */
export function pageFaults(page: Document): string[] {
  const all = [...page.body.querySelectorAll('*')];
  const ids = all.flatMap(({ id }) => (id === '' ? [] : [id]));
  const named = all.flatMap((element) =>
    ['aria-labelledby', 'aria-describedby', 'form', 'for'].flatMap(
      (name) => element.getAttribute(name)?.split(' ') ?? [],
    ),
  );
  return [
    ...all
      .filter(({ localName }) => !ELEMENTS.has(localName))
      .map(({ localName }) => `<${localName}> came out of a text`),
    ...all.flatMap((element) =>
      [...element.attributes]
        .filter(({ name, value }) => /^(on|style$|srcdoc$)/.test(name) || /^\s*(javascript|data):/i.test(value))
        .map(({ name }) => `the attribute ${name}`),
    ),
    ...ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `the id ${id} twice`),
    ...named.filter((id) => !ids.includes(id)).map((id) => `no element has the id ${id}`),
    ...[...page.querySelectorAll('button, a, label, summary, h2, h3, h4, th')]
      .filter((element) => textOf(element).trim() === '')
      .map(({ localName }) => `an empty <${localName}>`),
  ];
}
