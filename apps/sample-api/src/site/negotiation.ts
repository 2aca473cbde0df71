import { type RequestView } from '@nest-privacy/core';

const accept = (view: RequestView): string => (view.header('accept') ?? '*/*').toLowerCase();

/** Whether the client asks for HTML by name, as browsers do and programs do not. */
export const asksForHtml = (view: RequestView): boolean => accept(view).includes('text/html');

/** Whether an HTML page is an answer the client takes. */
export const takesHtml = (view: RequestView): boolean => /text\/html|text\/\*|\*\/\*/.test(accept(view));
