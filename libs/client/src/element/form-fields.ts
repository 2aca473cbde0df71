import { type DecideOptions } from '../client/consent-client.options.js';
import { h } from './h.js';
import { type View } from './view-facts.js';

/** Where a decision is made. */
export type Surface = 'banner' | 'dialog' | 'embed';

/** What goes along with every decision, also without the script. */
export const hiddenFields = (
  { notice: { noticeVersion, catalogueVersion, language, variant }, redirect }: View,
  surface: Surface,
): readonly (HTMLInputElement | false)[] =>
  Object.entries({ redirect, method: 'form', surface, noticeVersion, catalogueVersion, language, variant }).map(
    ([name, value]) => value !== null && h('input', { type: 'hidden', name, value }),
  );

/** What a form says, whoever rendered it, with what was shown in it and how it is expressed. */
export interface FormContent {
  /** The one that decides of all at once. */
  readonly decision: string | undefined;
  readonly decisions: Readonly<Record<string, 'granted' | 'denied'>>;
  readonly evidence: DecideOptions & { readonly noticeVersion: number; readonly language: string };
}

/** @param button the one that was pressed */
export function readForm(form: HTMLFormElement, button?: HTMLElement | null): FormContent {
  // What acknowledges GPC, `acknowledged-MARKETING=gpc`, is no decision.
  const said = [...new FormData(form, button)].filter(([, value]) => value !== 'gpc');
  const { redirect, decision, noticeVersion, catalogueVersion, ...fields } = Object.fromEntries(said) as Partial<
    Record<string, string>
  >;
  const { method, surface, language, variant, ...decisions } = fields;
  const evidence = {
    method: surface === 'embed' ? surface : `${surface}-${decision?.split('-')[0] ?? 'save'}`,
    surface: surface as Surface,
    noticeVersion: Number(noticeVersion),
    catalogueVersion: catalogueVersion ? Number(catalogueVersion) : undefined,
    language: language!,
    variant,
    // It is demanded where a category is granted against GPC, and so was given.
    ...(form.querySelector(':required') && { acknowledgedSignals: ['gpc'] as const }),
  };
  return { decision, decisions: decisions as FormContent['decisions'], evidence };
}
