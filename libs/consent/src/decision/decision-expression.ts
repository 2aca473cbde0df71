/** Who expresses a decision: the visitor, whoever has parental responsibility for them, or somebody they authorised. */
export const DECISION_ACTORS = ['data-subject', 'guardian', 'agent'] as const;

/** One of {@link DECISION_ACTORS}. */
export type DecisionActor = (typeof DECISION_ACTORS)[number];

/** By what a request proved whose decision it is: the signed cookie, a login, what else the application knows, or nothing yet, for a first decision. */
export type DecisionProof = 'subject-cookie' | 'session' | 'application' | 'new-subject';

/** How a decision was expressed, as the client tells it; `null` where it does not say. */
export interface DecisionExpression {
  /** Where: `banner`, `dialog`, `privacy-page`. */
  readonly surface: string | null;
  /** By whom; the visitor where nothing is said. */
  readonly actor: DecisionActor | null;
  /** Which build of the page's consent code showed the notice: a version or a hash, by which an exhibit of the notice is found. */
  readonly uiBuild: string | null;
  /** Which variant of the notice it was, where there are several. */
  readonly variant: string | null;
}

/** Nothing is said. */
export const NO_EXPRESSION: DecisionExpression = Object.freeze({
  surface: null,
  actor: null,
  uiBuild: null,
  variant: null,
});
