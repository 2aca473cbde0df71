import { connect, type Socket } from 'node:net';

/** A client that does not help a server to end. */
export interface StubbornClient {
  readonly name: string;
  /** What it does once it is connected; `stopped` says when to give up. */
  readonly behave: (socket: Socket) => void;
}

const HOST = 'Host: localhost';
const POST = `POST /consent HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json`;
/** More of it than the buffers of two sockets hold. */
const BIG_FILE = `GET /docs/swagger-ui-bundle.js HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(40);
const PAGE = `GET /articles HTTP/1.1\r\n${HOST}\r\nAccept: text/html\r\n\r\n`;

/** Writes again and again until the socket is gone. */
function repeat(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(text), everyMs);
  socket.once('close', () => clearInterval(timer));
}

/** Every way to hold on to a connection that an attacker, or a bad network, has. */
export const STUBBORN_CLIENTS: readonly StubbornClient[] = [
  { name: 'a silent socket', behave: () => undefined },
  { name: 'half a header', behave: (socket) => socket.write(`GET / HTTP/1.1\r\n${HOST}\r\nX-Half`) },
  {
    name: 'a header that drips',
    behave(socket) {
      socket.write(`GET / HTTP/1.1\r\n${HOST}\r\nX-Drip: `);
      repeat(socket, 'x', 100);
    },
  },
  { name: 'half a body', behave: (socket) => socket.write(`${POST}\r\nContent-Length: 100\r\n\r\n{"decisions"`) },
  {
    name: 'a body in chunks that never ends',
    behave(socket) {
      socket.write(`${POST}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`);
      repeat(socket, '1\r\n \r\n', 100);
    },
  },
  {
    name: 'a body that was only announced',
    behave: (socket) => socket.write(`${POST}\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`),
  },
  {
    name: 'a wish for an upgrade',
    behave: (socket) => socket.write(`GET / HTTP/1.1\r\n${HOST}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
  },
  {
    name: 'a slow reader of a big answer',
    behave(socket) {
      socket.pause();
      socket.write(BIG_FILE);
    },
  },
  { name: 'a kept-alive connection that keeps asking', behave: (socket) => repeat(socket, PAGE, 100) },
  { name: 'pipelined requests without end', behave: (socket) => repeat(socket, PAGE.repeat(20), 500) },
];

/** Connects, and resolves when the client has begun to be stubborn. */
export function connectStubborn(url: string, { behave }: StubbornClient): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () => {
      behave(socket);
      if (!socket.isPaused()) socket.resume();
      resolve(socket);
    });
    socket.once('error', reject);
    // It holds on to its half of the connection, whatever the server does.
    socket.on('error', () => undefined);
  });
}
