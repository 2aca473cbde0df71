import { type NoticeButton } from '../../notice/content/notice-content.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { categoryChoice } from './category-choice.js';
import { type ChoicePlace } from './choice-place.js';
import { gpcLine } from './gpc-line.js';
import { hiddenFields } from './hidden-fields.js';
import { labelOf, secondLayer } from './layer-buttons.js';
import { standing } from './standing.js';

const DECISIONS: Readonly<Partial<Record<NoticeButton, string>>> = {
  acceptAll: 'accept-all',
  rejectAll: 'reject-all',
  withdraw: 'withdraw',
};

function button(scene: SurfaceScene, name: NoticeButton, place: ChoicePlace): Markup {
  const label = labelOf(scene, name);
  const decision = DECISIONS[name];
  if (decision !== undefined)
    return markup`<button class="np-button" form="np-${place}-all" name="decision" value="${decision}">${label}</button>`;
  if (name === 'save') return markup`<button class="np-button">${label}</button>`;
  return markup`<button class="np-button np-quiet np-close" formmethod="dialog" formnovalidate>${label}</button>`;
}

/** The choices, category by category. What decides about all of them at once is a form beside it, which sends no box along. */
export function choicesForm(scene: SurfaceScene, place: ChoicePlace): Markup {
  const { notice, paths } = scene;
  const fields = hiddenFields(scene, place);
  // Read first when the dialog opens, which would otherwise begin with whatever can be pressed first.
  const first = place === 'dialog' && markup` tabindex="-1" autofocus`;
  return markup`<form class="np-form" method="post" action="${paths.consent}">
${fields}
<div class="np-body">
<h2 id="np-${place}-title"${first}>${notice.title}</h2>
${standing(scene)}
${gpcLine(scene)}
${notice.categories.map((category) => categoryChoice(scene, category, place))}
</div>
<p class="np-actions">${secondLayer(scene, place).map((name) => button(scene, name, place))}</p>
</form>
<form id="np-${place}-all" method="post" action="${paths.consent}">${fields}</form>`;
}
