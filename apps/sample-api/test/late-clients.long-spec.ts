import { connect } from 'node:net';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AppProcess, startProcess } from './app-process.js';

const HOST = 'Host: localhost';

interface LateClient {
  readonly name: string;
  readonly begins: string;
  /** What it goes on with, once in a second. */
  readonly drips: string;
  /** After how many seconds the README says that it is refused. */
  readonly seconds: number;
}

const CLIENTS: readonly LateClient[] = [
  { name: 'says nothing', begins: '', drips: '', seconds: 15 },
  { name: 'sends its header drop by drop', begins: `GET / HTTP/1.1\r\n${HOST}\r\nX: `, drips: 'x', seconds: 15 },
  {
    name: 'sends its body drop by drop',
    begins: `POST /consent HTTP/1.1\r\n${HOST}\r\nDNT: 1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    drips: ' ',
    seconds: 30,
  },
];

/** What the server says before it hangs up, and after how many seconds it does. */
function hold(url: string, { begins, drips }: LateClient): Promise<{ answer: string; seconds: number }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const started = performance.now();
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(begins));
    const timer = setInterval(() => socket.write(drips), 1_000);
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ answer, seconds: (performance.now() - started) / 1_000 });
    });
  });
}

describe.each(TEST_ADAPTERS)('the time that the README grants (%s)', (adapter) => {
  let app: AppProcess;
  beforeAll(async () => {
    app = await startProcess({ HTTP_ADAPTER: adapter, LOG_LEVEL: 'warn' });
  });
  afterAll(() => app.stop());

  it.concurrent.each(CLIENTS)('ends for a client that $name after $seconds s', async (client) => {
    const { answer, seconds } = await hold(app.url, client);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 408 /);
    expect(head).toMatch(/^tk: N$/im);
    expect(JSON.parse(body)).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
    expect(seconds).toBeGreaterThanOrEqual(client.seconds - 1);
    // Node looks every second, and the client gets another to read the answer.
    expect(seconds).toBeLessThan(client.seconds + 5);
  });
});
