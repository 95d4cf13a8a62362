/** Puts your server on the network: `npx concurrency-tutor run main.ts`. Complete; you need not change it. */
import { context, go, signal, time } from 'concurrency-tutor';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ChatServer } from './chat.ts';
import type { Limits } from './options.ts';
import { hasSqlite, SqliteStorage } from './sqlite.ts';
import { MemoryStorage } from './storage.ts';
import { login, Tokens } from './users.ts';
import { listen } from './web.ts';

const limits: Limits = { hello: 5 * time.Second, outbox: 256, burst: 5, every: time.Second, typing: 3 * time.Second, file: 64 * 1024 };
/** The largest login, in characters. */
const maxLogin = 1000;

/** Serves until somebody presses Ctrl+C. */
export default async function main(): Promise<void> {
  const page = await readFile(new URL('./page.html', import.meta.url));
  const tokens = new Tokens();
  const server = new ChatServer({
    storage: hasSqlite() ? new SqliteStorage(fileURLToPath(new URL('./chat.db', import.meta.url))) : new MemoryStorage(),
    authenticate: (token) => tokens.check(token),
    limits,
  });
  const web = await listen({
    port: Number(process.env['PORT'] ?? 8080),
    onSocket: (socket) => { go(() => server.serve(socket)); },
    onRequest: (request, response) => { void answer(request, response, page, tokens); },
  });
  console.log(`The chat is at http://127.0.0.1:${web.port}. Names: ann, bob, cleo with the password tea, and guest with none. Ctrl+C ends it.`);

  const [stopped, stop] = signal.notifyContext(context.background(), 'SIGINT', 'SIGTERM');
  await stopped.done().receive();
  stop();
  web.close();
  const [patience, cancel] = context.withTimeout(context.background(), 5 * time.Second);
  try {
    await server.shutdown(patience);
    console.log('The chat has ended.');
  } catch (error) {
    if (error !== context.DeadlineExceeded) throw error;
    console.log('The chat has ended; somebody did not read to the end.');
  } finally {
    cancel();
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, page: Buffer, tokens: Tokens): Promise<void> {
  if (request.method === 'GET' && request.url === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    return;
  }
  if (request.method !== 'POST' || request.url !== '/login') {
    response.writeHead(404).end();
    return;
  }
  const [name = '', password = ''] = (await bodyOf(request)).split('\n');
  const user = login(name, password);
  if (user === undefined) response.writeHead(401).end();
  else response.writeHead(200, { 'content-type': 'text/plain' }).end(tokens.make(user));
}

/** A name and a password, in two lines; nothing when it is too long, or never ends. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  try {
    for await (const part of request) {
      body += String(part);
      if (body.length > maxLogin) return '';
    }
  } catch {
    return '';
  }
  return body;
}
