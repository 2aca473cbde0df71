import { connect } from 'node:net';

/**
 * Sends bytes as they are, for requests that no client library would send.
 *
 * @param url of the server
 * @param bytes one request or several, or what is none
 * @param answers hangs up after so many answers; default: waits until the server does
 * @returns everything the server sent; empty when it hung up without a word
 */
export function exchange(url: string, bytes: string | Buffer, answers = Infinity): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.split('HTTP/1.1 ').length > answers && text.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}
