/** Never coming back, or only when everything is used up. */
import { cheats, type Attack } from '../attack.ts';

const slow = (attacks: readonly Attack[]): Attack[] => attacks.map((attack) => ({ ...attack, isSlow: true }));

export const exhaustion: readonly Attack[] = [
  ...slow(cheats([
    ['a loop', 'for (;;);'],
    ['a loop on import', 'return 1;', 'for (;;);'],
    ['a loop of microtasks', 'for (;;) await 0;'],
    ['a regular expression that backtracks', 'return /^(a+)+$/.test("a".repeat(40) + "b");'],
    ['Atomics.wait for ever', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
    ['an await on import that never ends', 'return 1;', 'await new Promise(() => setInterval(() => {}, 1000));'],
    ['SIGSTOP to itself', 'process.kill(process.pid, "SIGSTOP"); return 1;'],
    ['a heap without bound', 'const h = []; for (;;) h.push(new Array(10_000).fill(h.length));'],
    ['buffers without bound', 'const h = []; for (;;) h.push(Buffer.alloc(2 ** 24, 1));'],
    ['a string without bound', 'let s = "x"; for (;;) s += s + Math.random();'],
    ['a loop in a getter of the answer', 'return { get answer() { for (;;); } };'],
    ['a bomb of forks', 'const bomb = "sh -c \'$0 & $0 & sleep 600; : $MARK\'"; for (let i = 0; i < 300; i += 1) spawn("sh", ["-c", "sleep 600; : $MARK"], { detached: true, stdio: "ignore" }).on("error", () => {}); for (;;);', 'import { spawn } from "node:child_process";'],
  ])),
  ...cheats([
    ['a promise that never settles', 'return new Promise(() => {});'],
    ['recursion without end', 'const f = () => f() + 1; return f();'],
    ['a file of half a MiB', 'return 1;', `/* ${'x'.repeat(530_000)} */`],
  ]),
];
