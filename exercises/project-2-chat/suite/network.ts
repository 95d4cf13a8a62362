/** Sockets and a storage on virtual time. They note what happens; a note never blocks and never switches. */
import { chan, gosched, select, time, type Channel } from 'concurrency-tutor';
import type { Event } from '../support/protocol.ts';
import type { Socket } from '../support/socket.ts';
import { MemoryStorage, type Draft, type Query, type Storage } from '../support/storage.ts';
import type { Happening, Script } from './script.ts';

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

export class Log {
  readonly #happenings = chan<Happening>(20_000, 'log');
  readonly #began = time.now();

  note(happening: Unstamped<Happening>): void {
    this.#happenings.trySend({ ...happening, at: Math.round(this.elapsed() / 10) * 10 });
  }

  elapsed(): number {
    return time.now() - this.#began;
  }

  read(): Happening[] {
    return drained(this.#happenings);
  }
}

export function drained<T>(channel: Channel<T>): T[] {
  const values: T[] = [];
  for (let next = channel.tryReceive(); next?.[1] === true; next = channel.tryReceive()) values.push(next[0]);
  return values;
}

/** One end of a connection is the chat's socket, the other is the client's. */
export class Line implements Socket {
  readonly #log: Log;
  readonly #client: string;
  readonly #stuckFrom: number;
  readonly #incoming = chan<string>(1000, 'what the client says');
  /** Closed when the connection is, by whichever side. */
  readonly #over = chan<never>(0, 'the connection');
  #isOver = false;
  readonly #busy = { receive: 0, send: 0 };

  constructor(log: Log, client: string, stuckFrom: number) {
    this.#log = log;
    this.#client = client;
    this.#stuckFrom = stuckFrom;
  }

  async receive(): Promise<string | undefined> {
    return await this.#alone('receive', async () => {
      const ready = this.#incoming.tryReceive();
      if (ready?.[1] === true) {
        await gosched();
        return ready[0];
      }
      const event = await select({ text: this.#incoming, over: this.#over });
      return event.case === 'text' ? event.value : undefined;
    });
  }

  async send(text: string): Promise<void> {
    await this.#alone('send', async () => {
      if (this.#log.elapsed() >= this.#stuckFrom) await this.#over.receive();
      else await gosched();
      if (this.#isOver) throw new Error('The connection is closed.');
      this.#log.note({ what: 'got', client: this.#client, event: JSON.parse(text) as Event });
    });
  }

  close(code: number): void {
    if (this.#isOver) return;
    this.#log.note({ what: 'closed', client: this.#client, code });
    this.#end();
    drained(this.#incoming);
  }

  /** The client says something. */
  say(text: string): void {
    if (!this.#isOver) this.#incoming.trySend(text);
  }

  /** The client goes away; what he has said before still arrives. */
  hangUp(): void {
    if (!this.#isOver) this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#over.close();
  }

  async #alone<T>(method: 'receive' | 'send', work: () => Promise<T>): Promise<T> {
    this.#busy[method] += 1;
    if (this.#busy[method] > 1) this.#log.note({ what: 'used twice at once', method: `the socket's ${method}` });
    try {
      return await work();
    } finally {
      this.#busy[method] -= 1;
    }
  }
}

/** A storage that takes its time, and fails where the script says so. */
export class SlowStorage implements Storage {
  readonly #log: Log;
  readonly #script: Script['storage'];
  readonly #memory = new MemoryStorage();
  #calls = 0;
  #appending = 0;
  #busy = 0;

  constructor(log: Log, script: Script['storage']) {
    this.#log = log;
    this.#script = script;
  }

  async append(drafts: readonly Draft[]): ReturnType<Storage['append']> {
    this.#calls += 1;
    const call = this.#calls;
    this.#appending += 1;
    this.#busy += 1;
    try {
      this.#log.note({ what: 'append', call, count: drafts.length });
      if (this.#appending > 1) {
        this.#log.note({ what: 'used twice at once', method: "the storage's append" });
        throw new Error('The storage is busy with another call of append.');
      }
      await time.sleep(this.#script.takes + drafts.length);
      if (this.#script.fails?.includes(call)) {
        this.#log.note({ what: 'append failed', call });
        throw new Error('The disc is full.');
      }
      const messages = await this.#memory.append(drafts);
      this.#log.note({ what: 'appended', call, messages });
      return messages;
    } finally {
      this.#appending -= 1;
      this.#busy -= 1;
    }
  }

  async history(query: Query): ReturnType<Storage['history']> {
    return await this.#query(() => this.#memory.history(query));
  }

  async file(id: number): ReturnType<Storage['file']> {
    return await this.#query(() => this.#memory.file(id));
  }

  async close(): Promise<void> {
    this.#log.note({ what: 'storage closed', busy: this.#busy });
    await time.sleep(this.#script.takes);
  }

  async #query<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      await time.sleep(this.#script.queries);
      if (this.#script.queriesFail) throw new Error('The disc does not answer.');
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }
}
