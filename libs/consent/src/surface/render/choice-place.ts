/** Which of the two places of the choices: the dialog, or a section of a page. Ids are told apart by it, for both may be on one page. */
export type ChoicePlace = 'dialog' | 'page';
