/** A web server that turns WebSockets into sockets of the chat, and serves its page. Complete; you need not change it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Socket } from './socket.ts';

export interface WebOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Called for each connection. */
  readonly onSocket: (socket: Socket) => void;
  /** Answers requests that are no WebSockets. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface Web {
  readonly port: number;
  /** Takes no more connections. Those that are open stay open. */
  close(): void;
}

/** The largest text a client may send, in characters. */
const maxPayload = 256 * 1024;
/** How many texts of one client are read ahead. After that, the network makes him wait. */
const ahead = 16;
/** How long a client may take to answer a closing handshake, in milliseconds. */
const patience = 30_000;

/** Starts the server, on this machine only. */
export async function listen({ port, onSocket, onRequest = notFound }: WebOptions): Promise<Web> {
  const server = createServer(onRequest);
  const sockets = new WebSocketServer({ server, maxPayload });
  sockets.on('connection', (socket) => { onSocket(socketOf(socket)); });
  await listening(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      sockets.close();
      server.close();
      server.closeIdleConnections();
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', backlog: 2048 }, resolve);
  });
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end();
}

/** A socket of the chat, made of a WebSocket. */
export function socketOf(socket: WebSocket): Socket {
  const texts: string[] = [];
  let isOver = false;
  let wake: (() => void) | undefined;
  let fail: ((error: Error) => void) | undefined;

  const over = (): void => {
    isOver = true;
    wake?.();
    fail?.(closed());
  };
  socket.on('message', (data: Buffer) => {
    texts.push(data.toString());
    if (texts.length >= ahead) socket.pause();
    wake?.();
  });
  socket.on('close', over);
  socket.on('error', () => { socket.terminate(); });

  return {
    async receive() {
      while (texts.length === 0 && !isOver) await new Promise<void>((resolve) => { wake = resolve; });
      wake = undefined;
      const text = texts.shift();
      if (socket.isPaused && texts.length < ahead) socket.resume();
      return text;
    },
    async send(text) {
      if (isOver || socket.readyState !== socket.OPEN) throw closed();
      await new Promise<void>((resolve, reject) => {
        fail = reject;
        socket.send(text, (error) => { if (error) reject(closed()); else resolve(); });
      });
    },
    close(code, reason) {
      if (isOver) return;
      texts.length = 0;
      over();
      socket.resume();
      socket.close(code, reason);
      setTimeout(() => { socket.terminate(); }, patience).unref();
    },
  };
}

function closed(): Error {
  return new Error('The connection is closed.');
}
