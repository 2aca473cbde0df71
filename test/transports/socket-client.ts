import { io } from 'socket.io-client';
import { WebSocket } from 'ws';

/** What a server sends over a socket without being asked, or in answer. */
export interface Told {
  readonly event: string;
  readonly data: unknown;
}

/** A socket that was opened by somebody with cookies. */
export interface SocketClient {
  /** Sends a message and waits for what comes back: the answer, or an event. */
  ask(event: string, data: unknown): Promise<Told>;
  /** Sends two messages and tells what came back first; they are served in turn. */
  first(event: string, then: string): Promise<Told>;
  close(): Promise<void>;
}

/** A client of platform-ws. */
export async function openWs(url: string, cookie: string, signals: object = {}): Promise<SocketClient> {
  const socket = new WebSocket(url.replace('http', 'ws'), {
    headers: { cookie, authorization: 'Bearer x', ...signals },
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const next = (): Promise<Told> =>
    new Promise((resolve) => socket.once('message', (text: Buffer) => resolve(JSON.parse(text.toString()) as Told)));
  const send = (event: string, data: unknown): void => socket.send(JSON.stringify({ event, data }));
  return {
    async ask(event, data) {
      const told = next();
      send(event, data);
      return told;
    },
    async first(event, then) {
      const told = next();
      send(event, {});
      send(then, {});
      return told;
    },
    async close() {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.close();
      await closed;
    },
  };
}

/** A client of platform-socket.io. */
export async function openSocketIo(url: string, cookie: string, signals: object = {}): Promise<SocketClient> {
  const socket = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie, authorization: 'Bearer x', ...signals },
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  const next = (): Promise<Told> =>
    new Promise((resolve) => socket.onAny((event: string, data: unknown) => resolve({ event, data })));
  return {
    async ask(event, data) {
      const told = next();
      socket.emit(event, data);
      return told.finally(() => socket.offAny());
    },
    async first(event, then) {
      const told = next();
      socket.emit(event, {});
      socket.emit(then, {});
      return told.finally(() => socket.offAny());
    },
    async close() {
      const closed = new Promise((resolve) => socket.io.engine.once('close', resolve));
      socket.disconnect();
      await closed;
    },
  };
}
