import { type AddressMarks } from './address-marks.js';
import { type ArrivalChannel } from './channel.js';
import { CHANNEL_RULES, type ChannelFacts } from './channel-rules.js';
import { CLICK_MARKS } from './click-marks.js';
import { type KnownSource } from './known-source.js';
import { type NamedSource, sourceOfName } from './source-of-name.js';

/** What is known of how somebody came. */
export interface ArrivalFacts {
  /** Host of the page that led here, in lower case, without a port; empty without one. Never a host of the site itself. */
  readonly host: string;
  /** The known place which that host belongs to, see `sourceOfHost`; a portal only where it said what was searched for. */
  readonly referrer: KnownSource | undefined;
  /** What the address says that was asked for. */
  readonly marks: AddressMarks;
}

/** How somebody came. */
export interface ClassifiedArrival {
  readonly channel: ArrivalChannel;
  /** Name of the known place that led here; empty for all others. */
  readonly name: string;
}

/** Who marked the click: a browser keeps many a referrer to itself, and the mark is left. */
const sourceOfClick = (click: string): NamedSource | undefined => {
  const name = CLICK_MARKS.get(click);
  return name === undefined ? undefined : sourceOfName(name);
};

/**
 * The channel by which somebody came: of the public definition that Plausible and Google Analytics 4 share, the first that fits. What the address says of a campaign goes
 * before the page that led here, and that before the mark of a click.
 */
export function classifyArrival({ host, referrer, marks }: ArrivalFacts): ClassifiedArrival {
  const clicked = sourceOfClick(marks.click);
  const linked = referrer && { source: referrer, isAdvertising: false };
  const led = marks.source !== '' ? sourceOfName(marks.source) : host !== '' ? linked : clicked;
  const name = led?.source.name ?? '';
  const facts: ChannelFacts = {
    kind: led?.source.kind,
    source: marks.source || name.toLowerCase() || host,
    medium: marks.medium,
    campaign: marks.campaign.toLowerCase(),
    click: name !== '' && name === clicked?.source.name ? marks.click : '',
    isAdvertising: led?.isAdvertising ?? false,
  };
  return { channel: CHANNEL_RULES.find(([, fits]) => fits(facts))?.[0] ?? 'Direct', name };
}
