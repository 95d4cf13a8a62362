/** What one would write by hand for two threads and 32-bit numbers: a ring, two counters, and sleeping. */
import { parentPort, workerData } from 'node:worker_threads';
import { work } from '../prime.js';

const { shared, mode } = workerData;
const words = new Int32Array(shared);
export const CAPACITY = 1_024;
const [HEAD, TAIL, READER, WRITER] = [0, 16, 32, 48];
const CELLS = 64;

function put(value) {
  const tail = words[TAIL];
  while (tail - Atomics.load(words, HEAD) === CAPACITY) {
    Atomics.store(words, WRITER, 1);
    const head = Atomics.load(words, HEAD);
    if (tail - head === CAPACITY) Atomics.wait(words, HEAD, head);
    Atomics.store(words, WRITER, 0);
  }
  words[CELLS + (tail & (CAPACITY - 1))] = value;
  Atomics.store(words, TAIL, tail + 1);
  if (Atomics.load(words, READER) === 1) Atomics.notify(words, TAIL);
}

function take() {
  const head = words[HEAD];
  while (Atomics.load(words, TAIL) === head) {
    Atomics.store(words, READER, 1);
    if (Atomics.load(words, TAIL) === head) Atomics.wait(words, TAIL, head);
    Atomics.store(words, READER, 0);
  }
  const value = words[CELLS + (head & (CAPACITY - 1))];
  Atomics.store(words, HEAD, head + 1);
  if (Atomics.load(words, WRITER) === 1) Atomics.notify(words, HEAD);
  return value;
}

if (mode === 'produce') parentPort.on('message', (count) => { for (let n = 0; n < count; n++) put(n); });
if (mode === 'consume') parentPort.on('message', (count) => { let sum = 0; for (let n = 0; n < count; n++) sum += take(); parentPort.postMessage(sum); });
if (mode === 'compute') parentPort.on('message', ([from, count]) => { let found = 0; for (let n = from; n < from + count; n++) found += work(n); parentPort.postMessage(found); });
if (mode === 'echo') {
  for (;;) {
    Atomics.wait(words, 0, 0);
    Atomics.store(words, 0, 0);
    Atomics.store(words, 16, 1);
    Atomics.notify(words, 16);
  }
}
parentPort.postMessage('ready');
