/** Three people in a chat, over real WebSockets: `npx concurrency-tutor run demo.ts`. Complete; you need not change it. */
import { context, go, sync, time } from 'concurrency-tutor';
import { ChatServer } from './chat.ts';
import type { Command, Event } from './protocol.ts';
import { MemoryStorage } from './storage.ts';
import { listen } from './web.ts';

/** Prints what each of them sees. */
export default async function main(): Promise<void> {
  const storage = new MemoryStorage();
  const server = new ChatServer({
    storage: {
      // A disc takes its time.
      append: async (drafts) => {
        await time.sleep(20);
        return await storage.append(drafts);
      },
      history: (query) => storage.history(query),
      file: (id) => storage.file(id),
      close: () => storage.close(),
    },
    authenticate: async (token) => ({ name: token, role: token === 'ann' ? 'moderator' : 'member' }),
    limits: { hello: time.Second, outbox: 100, burst: 3, every: time.Second, typing: time.Second, file: 1000 },
  });
  const web = await listen({ port: 0, onSocket: (socket) => { go(() => server.serve(socket)); } });

  const [ann, bob, cleo] = [new Person('ann', web.port), new Person('bob', web.port), new Person('cleo', web.port)];
  await meet([ann, bob, cleo]);
  bob.send({ do: 'typing', room: '#lobby' });
  await time.sleep(300);
  bob.send({ do: 'say', to: '#lobby', text: 'good morning' });
  ann.send({ do: 'say', to: '@cleo', text: 'he is in a good mood today' });
  await time.sleep(300);
  for (let n = 1; n <= 4; n += 1) bob.send({ do: 'say', to: '#lobby', text: `spam ${n}` });
  await time.sleep(300);
  ann.send({ do: 'kick', room: '#lobby', user: 'bob' });
  await time.sleep(300);

  for (const person of [ann, cleo]) person.send({ do: 'say', to: '#lobby', text: 'last words' });
  await time.sleep(10);
  console.log('The server shuts down.');
  web.close();
  const [ctx, cancel] = context.withTimeout(context.background(), 5 * time.Second);
  await server.shutdown(ctx);
  cancel();
  for (const person of [ann, bob, cleo]) await person.gone;
  const kept = await storage.history({ of: '#lobby', by: 'ann', limit: 100 });
  console.log(`${kept.length} messages of the room were kept.`);
}

async function meet(people: readonly Person[]): Promise<void> {
  const everybody = new sync.WaitGroup();
  for (const person of people) everybody.go(() => person.joined);
  await everybody.wait();
}

class Person {
  readonly joined: Promise<void>;
  readonly gone: Promise<void>;
  readonly #socket: WebSocket;

  constructor(name: string, port: number) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}`);
    this.#socket.addEventListener('open', () => {
      this.send({ do: 'hello', token: name });
      this.send({ do: 'join', room: '#lobby' });
    });
    this.joined = new Promise((resolve) => {
      this.#socket.addEventListener('message', ({ data }) => {
        const event = JSON.parse(String(data)) as Event;
        console.log(`${name.padEnd(5)}${inWords(event)}`);
        if (event.event === 'members') resolve();
      });
    });
    this.gone = new Promise((resolve) => {
      this.#socket.addEventListener('close', ({ code }) => {
        console.log(`${name.padEnd(5)}the connection is closed: ${code}`);
        resolve();
      });
    });
  }

  send(command: Command): void {
    this.#socket.send(JSON.stringify(command));
  }
}

function inWords(event: Event): string {
  switch (event.event) {
    case 'message': return `${event.message.from} to ${event.message.to}: ${event.message.text}`;
    case 'stored': return `stored as ${event.id}`;
    case 'refused': return `refused: ${event.why}`;
    case 'welcome': return `welcome; online: ${event.online.join(', ')}`;
    case 'members': return `in ${event.room}: ${event.members.join(', ')}`;
    case 'presence': return `${event.user} is ${event.online ? 'online' : 'offline'}`;
    case 'typing': return `${event.user} ${event.typing ? 'types' : 'has stopped typing'}`;
    case 'joined':
    case 'left': return `${event.user} ${event.event} ${event.room}`;
    case 'read':
    case 'history':
    case 'file': return event.event;
  }
}
