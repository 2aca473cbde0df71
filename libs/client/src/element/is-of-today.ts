import { sharedClient } from '../client/shared-client.js';
import { readForm } from './form-fields.js';

/** Whether what a form shows is what is asked now, as far as the page has heard. */
export function isOfToday(form: HTMLFormElement): boolean {
  const { noticeVersion, catalogueVersion } = readForm(form).evidence;
  const state = sharedClient().state()!;
  return noticeVersion === state.noticeVersion && catalogueVersion === (state.catalogueVersion ?? undefined);
}
