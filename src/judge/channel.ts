/**
 * The learner's process's end of the conversation. It reads and writes synchronously: between two calls the process stands
 * still, and no handle of ours is open that an exploration could mistake for the program's own.
 */
import { readSync, writeSync } from 'node:fs';
import { replyDescriptor, requestDescriptor, type Reply, type Request } from './protocol.ts';

/** Taken before any learner's code runs: it may replace them later. */
const read = readSync;
const write = writeSync;
const parse = JSON.parse;
const stringify = JSON.stringify;

const chunk = Buffer.alloc(64 * 2 ** 10);
let pending: Buffer[] = [];

/** The next request; `undefined` when the judge has hung up. */
export function nextRequest(): Request | undefined {
  for (;;) {
    const line = takeLine();
    if (line !== undefined) return parse(line) as Request;
    const count = read(requestDescriptor, chunk, 0, chunk.length, null);
    if (count === 0) return undefined;
    pending.push(Buffer.from(chunk.subarray(0, count)));
  }
}

function takeLine(): string | undefined {
  const last = pending.at(-1);
  if (last?.includes(10) !== true) return undefined;
  const all = Buffer.concat(pending);
  const end = all.indexOf(10);
  pending = end + 1 < all.length ? [all.subarray(end + 1)] : [];
  return all.toString('utf8', 0, end);
}

export function sendReply(reply: Reply): void {
  const line = Buffer.from(`${stringify(reply)}\n`);
  for (let sent = 0; sent < line.length;) sent += write(replyDescriptor, line, sent);
}
