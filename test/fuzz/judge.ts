import { type Contract } from '../../apps/sample-api/test/contract/contract.js';
import { type FuzzRequest } from './request-arbitrary.js';
import { type FuzzAnswer } from './send.js';

/** What no client should read: where our code lies, and how it asks the database. Django's package has a cookie whose name is like one of our tables. */
const INNARDS =
  /node_modules|\/dist\/|\n\s+at |SQLITE_|QueryFailedError|(?<!django_)privacy_\w+_\w+"|TypeError|RangeError|SyntaxError/;

function faultsOfProblem({ status, headers, body }: FuzzAnswer): string[] {
  const type = headers['content-type'] ?? 'none';
  if (!/^application\/problem\+json/.test(type)) return [`a ${status} of type ${type} is no problem document`];
  let problem: { status?: unknown; code?: unknown; title?: unknown; detail?: unknown };
  try {
    problem = JSON.parse(body) as typeof problem;
  } catch {
    return ['the problem document is no JSON'];
  }
  return [
    ...(problem.status === status ? [] : ['the document tells another status']),
    ...(/^[A-Z][A-Z0-9_]+$/.test(String(problem.code)) ? [] : ['the document has no code']),
    ...(typeof problem.title === 'string' && typeof problem.detail === 'string' ? [] : ['the document says nothing']),
  ];
}

/** Who asks for a page is told by one what went wrong. */
const isPage = ({ headers }: FuzzRequest, answer: FuzzAnswer): boolean =>
  answer.status >= 400 &&
  (headers.Accept ?? '').includes('text/html') &&
  (answer.headers['content-type'] ?? '').startsWith('text/html');

/** What is wrong with an answer, whatever the request was. */
export function faultsOf(request: FuzzRequest, answer: FuzzAnswer, contract: Contract): string[] {
  const { status, headers, body } = answer;
  if (status === 0) return [`no answer: ${body}`];
  return [
    ...contract.faultsOf(request, answer),
    ...(status >= 500 ? [`the server failed with ${status}`] : []),
    ...(status >= 400 && request.method !== 'HEAD' && !isPage(request, answer) ? faultsOfProblem(answer) : []),
    ...(headers.tk === undefined ? ['the answer has no Tk'] : []),
    ...(headers['set-cookie']?.some((line) => line.includes('hostile')) ? ['the request wrote into the headers'] : []),
    ...(INNARDS.test(body) ? ['the answer shows innards'] : []),
  ];
}
