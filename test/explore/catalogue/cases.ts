/** What a program awaits that is no operation of the runtime, or starts and does not await; and what it must be called. */
export interface Case {
  readonly name: string;
  /** The body of `main`. `url` is the address of a real server, `file` that of a real file. */
  readonly main: string;
  /** Besides the runtime's own names. */
  readonly imports?: string;
  readonly expected: Expected;
  /** Why it is called so. */
  readonly because: string;
}

/** `pass` and `real` have no finding; `real` is one that waited for the real world. A finding names the line marked `// here`. */
export type Expected = 'pass' | 'real' | 'unawaited' | 'uncontrolled' | 'error';

const virtual = 'the platform\'s timers and queues follow the scheduler';
const inFlight = 'a goroutine has one operation in flight';
const dropped = 'it ended with an operation in flight';
const outside = 'something real is under way that can settle it';

export const cases: readonly Case[] = [
  { name: 'a timer', main: `await new Promise((resolve) => setTimeout(resolve, 1000));`, expected: 'pass', because: virtual },
  { name: 'a timer that wakes a goroutine', main: `const ch = chan(1); setTimeout(() => ch.trySend(1), 1000); await ch.receive();`, expected: 'pass', because: virtual },
  { name: 'an interval', main: `await new Promise((resolve) => { let n = 0; const t = setInterval(() => { if (++n === 3) { clearInterval(t); resolve(); } }, 10); });`, expected: 'pass', because: virtual },
  { name: 'setImmediate', main: `await new Promise((resolve) => setImmediate(resolve));`, expected: 'pass', because: virtual },
  { name: 'process.nextTick', main: `await new Promise((resolve) => process.nextTick(resolve));`, expected: 'pass', because: virtual },
  { name: 'queueMicrotask', main: `await new Promise((resolve) => queueMicrotask(resolve));`, expected: 'pass', because: virtual },
  { name: 'node:timers/promises', imports: `import { setTimeout as wait } from 'node:timers/promises';`, main: `await wait(1000);`, expected: 'pass', because: virtual },
  { name: 'AbortSignal.timeout', main: `const ctx = context.fromSignal(AbortSignal.timeout(1000)); await ctx.done().receive();`, expected: 'pass', because: virtual },
  { name: 'a promisified timer', imports: `import { promisify } from 'node:util';`, main: `await promisify(setTimeout)(1000);`, expected: 'pass', because: virtual },

  { name: 'a settled promise', main: `await Promise.resolve(1); await null; await gosched();`, expected: 'pass', because: 'its continuation follows at once' },
  { name: 'a foreign thenable', main: `await { then(resolve) { resolve(1); } }; await gosched();`, expected: 'pass', because: 'its continuation follows at once' },
  { name: 'a promise that another goroutine settles', main: `const { promise, resolve } = Promise.withResolvers(); go(async () => { await time.sleep(1); resolve(1); }); await promise;`, expected: 'pass', because: 'a goroutine of the program settles it' },
  { name: 'Promise.all over what goroutines settle', main: `await Promise.all([1, 2].map((n) => new Promise((resolve) => go(async () => { await gosched(); resolve(n); }))));`, expected: 'pass', because: 'each goroutine has one operation of its own' },
  { name: 'Promise.all over one operation', main: `const ch = chan(1); await Promise.all([ch.send(1), Promise.resolve()]);`, expected: 'pass', because: 'one operation is in flight' },
  { name: 'an event that a goroutine emits', imports: `import { EventEmitter, once } from 'node:events';`, main: `const bell = new EventEmitter(); go(async () => { await time.sleep(1); bell.emit('ring'); }); await once(bell, 'ring');`, expected: 'pass', because: 'a goroutine of the program settles it' },
  { name: 'an event target', main: `const bell = new EventTarget(); go(async () => { await time.sleep(1); bell.dispatchEvent(new Event('ring')); }); await new Promise((resolve) => bell.addEventListener('ring', resolve));`, expected: 'pass', because: 'a goroutine of the program settles it' },
  { name: 'an async generator over a channel', main: `const ch = chan(); go(async () => { await ch.send(1); ch.close(); }); async function* twice() { for await (const n of ch) yield 2 * n; } for await (const n of twice()) if (n !== 2) throw n;`, expected: 'pass', because: 'its operations are those of whoever asks it' },
  { name: 'asynchronous context', imports: `import { AsyncLocalStorage } from 'node:async_hooks';`, main: `const user = new AsyncLocalStorage(); const ch = chan(1); await user.run('Ada', async () => { await ch.send(1); await gosched(); if (user.getStore() !== 'Ada') throw new Error('lost'); });`, expected: 'pass', because: 'it follows a goroutine through its operations' },
  { name: 'a stream in memory', imports: `import { Readable } from 'node:stream';`, main: `let sum = 0; for await (const n of Readable.from([1, 2, 3])) { await gosched(); sum += n; } if (sum !== 6) throw sum;`, expected: 'pass', because: 'ticks and microtasks drive it' },
  { name: 'a module of the platform imported late', main: `const { join } = await import('node:path'); await gosched(); join('a');`, expected: 'pass', because: 'it was loaded before' },

  { name: 'a file', imports: `import { readFile } from 'node:fs/promises';`, main: `await readFile(file);`, expected: 'real', because: outside },
  { name: 'a file with a callback', imports: `import { readFile } from 'node:fs';`, main: `const ch = chan(1); readFile(file, () => ch.trySend(1)); await ch.receive();`, expected: 'real', because: outside },
  { name: 'a file in a goroutine that main waits for', imports: `import { readFile } from 'node:fs/promises';`, main: `const ch = chan(); go(async () => ch.send((await readFile(file)).length)); await ch.receive();`, expected: 'real', because: outside },
  { name: 'a file stream', imports: `import { createReadStream } from 'node:fs';`, main: `let size = 0; for await (const chunk of createReadStream(file)) size += chunk.length; await gosched();`, expected: 'real', because: outside },
  { name: 'lines of a file', imports: `import { createReadStream } from 'node:fs'; import { createInterface } from 'node:readline';`, main: `for await (const line of createInterface({ input: createReadStream(file) })) await gosched();`, expected: 'real', because: outside },
  { name: 'fetch', main: `if ((await (await fetch(url)).text()) !== 'hello') throw new Error('no answer');`, expected: 'real', because: outside },
  { name: 'a request of node:http', imports: `import { get } from 'node:http'; import { once } from 'node:events';`, main: `const [response] = await once(get(url), 'response'); response.resume(); await once(response, 'end');`, expected: 'real', because: outside },
  { name: 'a name that is looked up', imports: `import { lookup } from 'node:dns/promises';`, main: `await lookup('localhost');`, expected: 'real', because: outside },
  { name: 'a derived key', imports: `import { pbkdf2 } from 'node:crypto';`, main: `await new Promise((resolve) => pbkdf2('secret', 'salt', 10, 16, 'sha256', resolve));`, expected: 'real', because: outside },
  { name: 'compression', imports: `import { gzip } from 'node:zlib';`, main: `await new Promise((resolve) => gzip('text', resolve));`, expected: 'real', because: outside },
  { name: 'a digest of Web Crypto', main: `await crypto.subtle.digest('SHA-256', new Uint8Array(1));`, expected: 'real', because: outside },
  { name: 'a child process', imports: `import { execFile } from 'node:child_process';`, main: `await new Promise((resolve) => execFile(process.execPath, ['-e', '0'], resolve));`, expected: 'real', because: outside },
  { name: 'a message of a worker', imports: `import { Worker } from 'node:worker_threads'; import { once } from 'node:events';`, main: `const worker = new Worker('require("node:worker_threads").parentPort.postMessage(1)', { eval: true }); await once(worker, 'message'); await worker.terminate();`, expected: 'real', because: outside },
  { name: 'a message of a message channel', main: `const { port1, port2 } = new MessageChannel(); await new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(1); }); port1.close();`, expected: 'real', because: outside },
  { name: 'a directory that is watched in vain, beside a timer', imports: `import { watch } from 'node:fs';`, main: `const watcher = watch('.', () => {}); await time.sleep(1000); watcher.close();`, expected: 'pass', because: 'nothing waited for it' },

  { name: 'Promise.all over operations', main: `const [a, b] = [chan(1), chan(1)];\nawait Promise.all([a.send(1), b.send(2)]); // here`, expected: 'unawaited', because: inFlight },
  { name: 'Promise.race over operations', main: `const [a, b] = [chan(), chan()]; go(() => a.send(1));\nawait Promise.race([a.receive(), b.receive()]); // here`, expected: 'unawaited', because: inFlight },
  { name: 'Promise.any over operations', main: `const [a, b] = [chan(1), chan(1)];\nawait Promise.any([a.send(1), b.send(2)]); // here`, expected: 'unawaited', because: inFlight },
  { name: 'Promise.allSettled over operations', main: `const [a, b] = [chan(1), chan(1)];\nawait Promise.allSettled([a.send(1), b.send(2)]); // here`, expected: 'unawaited', because: inFlight },
  { name: 'Promise.race of an operation and a timer', main: `const ch = chan();\nawait Promise.race([ch.receive(), new Promise((resolve) => setTimeout(resolve, 10))]); // here`, expected: 'unawaited', because: dropped },
  { name: 'a send that is dropped, before another operation', main: `const ch = chan(2);\nch.send(1); // here\nawait ch.send(2);`, expected: 'unawaited', because: inFlight },
  { name: 'a send that is dropped with void', main: `const ch = chan(2);\nvoid ch.send(1); // here\nawait ch.send(2);`, expected: 'unawaited', because: inFlight },
  { name: 'a send that is dropped, as the last thing', main: `const ch = chan();\nch.send(1); // here`, expected: 'unawaited', because: dropped },
  { name: 'a receive that is dropped', main: `const ch = chan();\nch.receive(); // here\nawait gosched();`, expected: 'unawaited', because: inFlight },
  { name: 'a select that is dropped', main: `const ch = chan();\nselect({ ch }); // here\nawait gosched();`, expected: 'unawaited', because: inFlight },
  { name: 'a lock that is dropped', main: `const mu = new sync.Mutex();\nmu.lock(); // here\nmu.unlock();`, expected: 'unawaited', because: 'the lock is not there yet when it is unlocked' },
  { name: 'a wait that is dropped', main: `const wg = new sync.WaitGroup(); wg.go(() => gosched());\nwg.wait(); // here`, expected: 'unawaited', because: dropped },
  { name: 'a sleep that is dropped', main: `time.sleep(1000); // here\nconsole.log('awake');`, expected: 'unawaited', because: dropped },
  { name: 'a pause that is dropped', main: `gosched(); // here\nawait time.sleep(1);`, expected: 'unawaited', because: inFlight },
  { name: 'an errgroup that is dropped', main: `const group = new errgroup.Group();\ngroup.go(() => gosched()); // here\nawait group.wait();`, expected: 'unawaited', because: inFlight },
  { name: 'an asynchronous callback of forEach', main: `const ch = chan(4);\n[1, 2].forEach(async (n) => { await ch.send(n); }); // here\nawait gosched();`, expected: 'unawaited', because: inFlight },
  { name: 'an asynchronous function that is not awaited', main: `const ch = chan(4);\nconst work = async () => { await ch.send(1); }; // here\nwork();\nawait gosched();`, expected: 'unawaited', because: inFlight },
  { name: 'a goroutine that ends with a send in flight', main: `const ch = chan();\ngo(() => { ch.send(1); }); // here\nawait ch.receive();`, expected: 'unawaited', because: dropped },

  { name: 'a promise that nothing settles', main: `await gosched();\nawait new Promise(() => {}); // here`, expected: 'uncontrolled', because: 'nothing is under way that could settle it' },
  { name: 'a promise that nothing settles, first of all', main: `await new Promise(() => {}); // here`, expected: 'uncontrolled', because: 'nothing is under way that could settle it' },
  { name: 'a promise that nothing settles, in a goroutine', main: `const ch = chan();\nconst ask = () => new Promise(() => {});\ngo(async () => { await ch.send(await ask()); }); // here\nawait ch.receive();`, expected: 'uncontrolled', because: 'nothing is under way that could settle it' },
  { name: 'a promise that nothing settles, in a goroutine left behind', main: `go(async () => {\nawait gosched();\nawait new Promise(() => {}); // here\n});\nawait gosched();`, expected: 'uncontrolled', because: 'nothing is under way that could settle it' },
  { name: 'a thenable that never calls back', main: `await { then() {} }; // here`, expected: 'uncontrolled', because: 'nothing is under way that could settle it' },
  { name: 'an event that nobody emits', imports: `import { EventEmitter, once } from 'node:events';`, main: `const bell = new EventEmitter();\nawait once(bell, 'ring'); // here`, expected: 'uncontrolled', because: 'nothing is under way that could settle it' },
  { name: 'something outside that the program has announced', main: `const ch = chan(); using _w = runtime.external('a key press');\nawait ch.receive(); // here`, expected: 'uncontrolled', because: 'whoever presses the key is not there' },
  { name: 'an AbortSignal that nobody aborts', main: `const ctx = context.fromSignal(new AbortController().signal);\nawait ctx.done().receive(); // here`, expected: 'uncontrolled', because: 'the platform could abort it' },
  { name: 'two goroutines that wait for each other\'s promises', main: `const a = Promise.withResolvers(), b = Promise.withResolvers(); go(async () => { await a.promise; b.resolve(); });\nawait b.promise; // here\na.resolve();`, expected: 'uncontrolled', because: 'the promises are not the runtime\'s' },

  { name: 'a rejection that nobody handles', main: `Promise.reject(new Error('dropped')); // here\nawait time.sleep(1);`, expected: 'error', because: 'it would end the process' },
  { name: 'a timer that throws', main: `setTimeout(() => { throw new Error('late'); }, 1); // here\nawait time.sleep(10);`, expected: 'error', because: 'it would end the process' },
  { name: 'a microtask that throws', main: `queueMicrotask(() => { throw new Error('late'); }); // here\nawait time.sleep(1);`, expected: 'error', because: 'it would end the process' },
  { name: 'an error that nobody catches', main: `await gosched();\nthrow new Error('mine'); // here`, expected: 'error', because: 'main threw it' },
];
