import { type DecideOptions } from '../client/consent-client.options.js';
import { h } from './h.js';
import { type View } from './view.js';

/** Where a decision is made. */
export type Surface = 'banner' | 'dialog' | 'embed';

/** What goes along with every decision, also without the script. */
export const hiddenFields = (
  { notice: { noticeVersion, catalogueVersion, language, variant }, redirect }: View,
  surface: Surface,
): readonly HTMLInputElement[] =>
  Object.entries({ redirect, method: 'form', surface, noticeVersion, catalogueVersion, language, variant })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => h('input', { type: 'hidden', name, value }));

const version = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

/** What a form says, whoever rendered it, with what was shown in it and how it is expressed. */
export interface FormContent {
  /** The one that decides of all at once. */
  readonly decision: string | undefined;
  readonly decisions: Readonly<Record<string, 'granted' | 'denied'>>;
  readonly evidence: DecideOptions & { readonly noticeVersion: number; readonly language: string };
}

/** @param button the one that was pressed */
export function readForm(form: HTMLFormElement, button?: HTMLElement | null): FormContent {
  const { redirect, method, surface, decision, acknowledgedSignals, ...fields } = Object.fromEntries(
    new FormData(form, button),
  ) as Partial<Record<string, string>>;
  const { noticeVersion, catalogueVersion, language, variant, ...decisions } = fields;
  const evidence = {
    method: surface === 'embed' ? surface : `${surface}-${decision?.split('-', 1)[0] ?? 'save'}`,
    surface: surface as Surface,
    noticeVersion: Number(noticeVersion),
    catalogueVersion: version(catalogueVersion),
    language: language!,
    variant,
    ...(acknowledgedSignals && { acknowledgedSignals: ['gpc'] as const }),
  };
  return { decision, decisions: decisions as FormContent['decisions'], evidence };
}
