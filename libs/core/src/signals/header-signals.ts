import { type PrivacySignalReader } from '../ports/privacy-signal-reader.js';
import { parseDnt } from './parse-dnt.js';
import { parseGpc } from './parse-gpc.js';
import { NO_SIGNALS } from './privacy-signals.js';

const SIGNALS = Symbol.for('@nest-privacy/core:signals');

/** Reads `DNT` and `Sec-GPC` from the request's headers, as the specifications mean them; what holds while no {@link PrivacySignalReader} is bound. */
export const HEADER_SIGNALS: PrivacySignalReader = {
  read(request) {
    const { headers } = request.raw;
    if (headers['dnt'] === undefined && headers['sec-gpc'] === undefined) return NO_SIGNALS;
    return request.memo(SIGNALS, () => ({
      dnt: parseDnt(request.headerLines('dnt')),
      gpc: parseGpc(request.headerLines('sec-gpc')),
    }));
  },
};
