import { GppModel } from '@iabgpp/cmpapi';
import { gppSections } from './string-cost.js';

/** What is to be known of a GPP string. */
export interface GppContent {
  /** Ids of its sections. */
  readonly sections: readonly number[];
  /** The TC string that is its section 2. */
  readonly tcString: string | undefined;
  /** What the sections of the United States say of sale, sharing and targeted advertising, each once. */
  readonly optedOut: readonly boolean[];
}

/** A GPP string that was read, or what is wrong with it. */
export type GppReading =
  { readonly content: GppContent; readonly fault?: never } | { readonly content?: never; readonly fault: string };

const TCF_EU = 2;
/** The section of Canada is of another framework; it is kept and not judged. */
const TCF_CANADA = 5;
const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'];

/**
 * Reads a GPP string section by section (https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform). The TC string in section 2 is left
 * to whoever reads TC strings.
 */
export function readGppString(text: string): GppReading {
  try {
    const sections = gppSections(text);
    const parts = text.split('~').slice(1);
    const model = new GppModel(text);
    const known = model.getSectionIds();
    if (parts.length !== sections.length || sections.some((id) => !known.includes(id)))
      return { fault: 'names sections that are not there or not known' };
    const states = known.filter((id) => id !== TCF_EU && id !== TCF_CANADA);
    return {
      content: {
        sections,
        tcString: parts[sections.indexOf(TCF_EU)],
        optedOut: states.flatMap((id) => optOutOf(model, id)),
      },
    };
  } catch (error) {
    return { fault: error instanceof RangeError ? error.message : 'is no GPP string' };
  }
}

/** In the sections of states 0 is "does not apply", 1 "opted out", 2 "did not"; in `uspv1` Y, N and "-". */
function optOutOf(model: GppModel, id: number): boolean[] {
  // An unreadable section is noticed here, for the library reads each when it is asked for.
  const answers = [...OPT_OUTS, 'OptOutSale'].flatMap((field) =>
    model.hasFieldBySectionId(id, field) ? [model.getFieldValueBySectionId(id, field) as unknown] : [],
  );
  if (answers.some((answer) => answer === 1 || answer === 'Y')) return [true];
  return answers.some((answer) => answer === 2 || answer === 'N') ? [false] : [];
}
