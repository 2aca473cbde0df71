import { ConsentReader, type ConsentSnapshot, type Decisions, type RequestView } from '@nest-privacy/core';
import { HEADER_SIGNALS } from '@nest-privacy/core/kit';

/** What a visitor of the tests decided; `informed` granted everything knowing of GPC. */
export type TestDecision = 'unset' | 'denied' | 'statistics' | 'everything' | 'informed';

const DECISIONS: Readonly<Record<TestDecision, Decisions>> = {
  unset: {},
  denied: { STATISTICS: 'denied', MARKETING: 'denied' },
  statistics: { STATISTICS: 'granted', MARKETING: 'denied' },
  everything: { STATISTICS: 'granted', MARKETING: 'granted' },
  informed: { STATISTICS: 'granted', MARKETING: 'granted' },
};

/** Stands for the consent module: the header `X-Decision` names a {@link TestDecision}, and GPC switches MARKETING off unless it was informed. */
export const consentByHeader = {
  provide: ConsentReader,
  useValue: {
    read(view: RequestView) {
      const decision = (view.header('x-decision') ?? 'unset') as TestDecision;
      const decisions = DECISIONS[decision];
      const isOff = HEADER_SIGNALS.read(view).gpc && decision !== 'informed';
      const allowed = {
        ESSENTIALS: true,
        STATISTICS: decisions.STATISTICS === 'granted',
        MARKETING: decisions.MARKETING === 'granted' && !isOff,
      };
      return { decisions, allowed } as unknown as ConsentSnapshot;
    },
  } satisfies ConsentReader,
};
