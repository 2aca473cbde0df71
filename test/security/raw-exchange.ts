import { connect } from 'node:net';

const PATIENCE_MS = 3_000;

/** What a server did with bytes. */
export interface Exchange {
  /** The status of each answer, in order. */
  readonly statuses: readonly number[];
  readonly text: string;
}

/**
 * Sends bytes as they are, half-closes the connection, and reads until the server closes it, or has nothing more to say.
 *
 * @param url of the server
 */
export function exchange(url: string, bytes: string): Promise<Exchange> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes, 'latin1'));
    const finish = (): void => {
      socket.destroy();
      // Bodies of answers name no version of HTTP, so that each such line is the beginning of an answer.
      resolve({ text, statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)) });
    };
    socket.setTimeout(PATIENCE_MS, finish);
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', finish);
    socket.on('close', finish);
  });
}
