import { bodyOf, type Walker } from './walker.js';

const PATH = '/consent/withdrawals';
const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Everything that administrators can be told who take back for somebody. */
export async function walkWithdrawals(walker: Walker, stranger: string): Promise<void> {
  await walker.strangers('POST', PATH, stranger);
  await walker.unreasonable('POST', PATH);
  await walker.oddBodies('POST', `/admin${PATH}`, { Authorization: `Bearer ${walker.token}` });
  await walker.admin('POST', PATH, { subjectId: 'x' });
  await walker.admin('POST', PATH, { subjectId: NOBODY });
  const { items } = bodyOf(await walker.admin('GET', '/consent/records')) as { items: { subjectId: string }[] };
  await walker.admin('POST', PATH, { subjectId: items[0]!.subjectId, categories: ['MARKETING'] });
}
