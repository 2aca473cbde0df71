import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const LENGTH = /\r\ncontent-length: *(\d+)/i;
/** Where the status stands in `HTTP/1.1 200 OK`. */
const STATUS = [9, 12] as const;

/** One connection that is kept alive, with one request on its way at a time. */
export class LoadConnection {
  private received = '';
  private expected = 0;
  private settle: ((status: number) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (part: string) => this.receive(part));
    socket.on('close', () => this.fail?.(new Error('the server closed the connection')));
    socket.on('error', (error) => this.fail?.(error));
  }

  /** Opens one to a port of this machine. */
  static async open(port: number): Promise<LoadConnection> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    return new LoadConnection(socket);
  }

  /**
   * Sends a request and waits for the whole answer, which must say its length.
   *
   * @returns its status
   */
  exchange(request: Buffer): Promise<number> {
    return new Promise((settle, fail) => {
      this.settle = settle;
      this.fail = fail;
      this.received = '';
      this.expected = 0;
      this.socket.write(request);
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private receive(part: string): void {
    this.received += part;
    if (this.expected === 0) {
      const head = this.received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = LENGTH.exec(this.received)?.[1];
      if (length === undefined)
        return this.fail?.(new Error(`an answer without length: ${this.received.slice(0, head)}`));
      this.expected = head + 4 + Number(length);
    }
    if (this.received.length >= this.expected) this.settle?.(Number(this.received.slice(...STATUS)));
  }
}
