import { type Problem } from '@nest-privacy/core';
import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { choices } from './choices.js';
import { heading, type Page } from './layout.js';

/** What went wrong, for people; the code is what they can tell the operator. */
export const problemPage = ({ status, code }: Problem, { texts }: Visitor): Page => {
  const { title, text } = texts.problems[code] ?? texts.problems[status] ?? texts.anyProblem;
  return {
    title,
    body: html`${heading(title, text)}
      <p><code>${status} ${code}</code></p>`,
  };
};

/** The same of a decision that could not be taken, with all choices to make it again. */
export const askedAgainPage = (problem: Problem, visitor: Visitor): Page => {
  const { title, body } = problemPage(problem, visitor);
  return {
    title,
    body: html`${body} ${choices(visitor)}`,
  };
};
