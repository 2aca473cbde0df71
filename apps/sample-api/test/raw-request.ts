import { connect } from 'node:net';

/**
 * Sends bytes as they are and reads until the server closes or has answered.
 *
 * @param url of the server
 * @param bytes the whole request
 * @returns what the server sent back; empty when it hung up without a word
 */
export function rawRequest(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const finish = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) finish();
    });
    // A server that has refused a body stops reading it; what it said before counts.
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

/** The status of an answer; 0 when there was none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
