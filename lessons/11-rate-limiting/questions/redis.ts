// module
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { sync, type rate } from 'concurrency-tutor';
import { embeddedRedis } from './embedded-redis.ts';

export type Redis = rate.RedisClient & AsyncDisposable;

/** The server that REDIS_URL names, or the embedded one. */
export async function openRedis(): Promise<Redis> {
  const url = process.env['REDIS_URL'];
  if (!url) {
    return { ...embeddedRedis(), async [Symbol.asyncDispose]() {} };
  }

  const { hostname, port } = new URL(url);
  const socket = connect(Number(port || 6379), hostname);
  await once(socket, 'connect');
  const input = createInterface({ input: socket, crlfDelay: Infinity });
  const lines = input[Symbol.asyncIterator]();
  const turns = new sync.Mutex(); // one command at a time
  return {
    async eval(script, keys, args) {
      using _turn = await turns.acquire();
      const count = String(keys.length);
      socket.write(encode(['EVAL', script, count, ...keys, ...args]));
      return readReply(lines);
    },
    async [Symbol.asyncDispose]() {
      const closed = once(socket, 'close');
      socket.end();
      await closed;
    },
  };
}

/** As Redis wants it: how many words, and each with its length. */
function encode(words: readonly string[]): string {
  const parts = words.map((word) =>
    `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}

/** A number, an error, a text, or several of these. */
async function readReply(lines: AsyncIterator<string>): Promise<unknown> {
  const { done, value } = await lines.next();
  if (done) throw new Error('the connection was closed');
  const rest = value.slice(1);
  switch (value[0]) {
    case ':': return Number(rest);
    case '-': throw new Error(rest);
    case '$': return (await lines.next()).value;
    case '*': {
      const replies: unknown[] = [];
      for (let n = 1; n <= Number(rest); n++) {
        replies.push(await readReply(lines));
      }
      return replies;
    }
    default: return rest;
  }
}
