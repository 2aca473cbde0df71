import { type Hit } from '../event/hit.js';
import { type HitFactory } from '../event/hit-factory.js';
import { type ImportPlan } from './import-plan.js';
import { type ImportTally, type LeftOut } from './import-tally.js';
import { LineIds } from './line-ids.js';
import { type LineJudge } from './line-judge.js';
import { type LoggedRequest } from './logged-request.js';

const MOST_NAMED = 3;

/** Makes hits of lines, and keeps the tally of those that are none. */
export class LogReader {
  private readonly ids: LineIds;
  private shape: string | undefined;

  constructor(
    private readonly plan: ImportPlan,
    private readonly judge: LineJudge,
    private readonly hits: HitFactory,
    readonly tally: ImportTally,
  ) {
    this.ids = new LineIds(plan.site.id);
  }

  /** @param line `undefined` where it is longer than any may be */
  hitOf(line: string | undefined): Hit | undefined {
    const { tally } = this;
    tally.lines += 1;
    const request = line === undefined ? undefined : this.plan.read(line);
    if (line === undefined || request === undefined) {
      if (tally.malformedLines.length < MOST_NAMED) tally.malformedLines.push(tally.lines);
      this.leaveOut('malformed');
      return undefined;
    }
    this.shape = shapeOf(line, request);
    const { at, status } = request;
    tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
    tally.first = Math.min(tally.first ?? at, at);
    tally.last = Math.max(tally.last ?? at, at);
    const verdict = this.judge.judge(request);
    if (verdict === 'pageview' || verdict === 'miss') return this.hitFor(request, verdict, this.ids.of(line, at));
    this.leaveOut(verdict);
    return undefined;
  }

  /**
   * The same of a last line without an end. Where it tells less than the line before it, or ends otherwise, the server is still writing it: it is malformed for now, and another import reads
   * it whole. Counted now it would be another line then.
   */
  hitOfUnended(line: string | undefined): Hit | undefined {
    const request = line === undefined ? undefined : this.plan.read(line);
    const isLikeOthers = this.shape === undefined || (request && shapeOf(line!, request) === this.shape);
    return this.hitOf(isLikeOthers ? line : undefined);
  }

  leaveOut(reason: LeftOut): void {
    const { leftOut } = this.tally;
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  }

  private hitFor(request: LoggedRequest, kind: 'pageview' | 'miss', id: string): Hit {
    const { at, target, host, referrer, language, userAgent, address } = request;
    return this.hits.ofServer(this.plan.site.id, {
      at,
      kind,
      activity: 'live',
      host: host === '' ? this.plan.host : host,
      url: target,
      referrer,
      language,
      userAgent,
      address,
      custom: { name: '', id, interactive: false, properties: null },
    });
  }
}

/** What all lines of a log have in common: whether they tell of a user agent, and with which kind of character they end. */
function shapeOf(line: string, { userAgent }: LoggedRequest): string {
  const end = line.at(-1)!;
  return `${userAgent === null ? 'common' : 'combined'} ${end >= '0' && end <= '9' ? '0' : end}`;
}
