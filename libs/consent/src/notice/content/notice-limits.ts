/** Bounds of what a notice takes in, in characters where it is text; a notice is a page people read. */
export const NOTICE_LIMITS = {
  languages: 50,
  variants: 4,
  links: 10,
  title: 200,
  body: 4_000,
  label: 80,
  message: 400,
  categoryName: 100,
  categoryDescription: 1_500,
  linkLabel: 100,
  url: 2_048,
  controllerName: 200,
  controllerContact: 500,
  variantName: 32,
  /** Of the whole content as JSON. */
  whole: 500_000,
} as const;
