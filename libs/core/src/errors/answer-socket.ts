import { type ArgumentsHost } from '@nestjs/common';

interface Client {
  readonly handshake?: unknown;
  emit?(event: string, data: object): unknown;
  send?(text: string): unknown;
}

/**
 * Sends the client of a socket what its message led to, as `exception`, in the form of Nest's own filter. A socket of socket.io sends what it emits; one of `ws`
 * does not, and its clients know messages of this form.
 */
export function answerSocket(host: ArgumentsHost, answer: object): void {
  const socket = host.switchToWs();
  const client = socket.getClient<Client>();
  const data = { ...answer, cause: { pattern: socket.getPattern(), data: socket.getData<unknown>() } };
  if (client.handshake !== undefined) client.emit?.('exception', data);
  else client.send?.(JSON.stringify({ event: 'exception', data }));
}
