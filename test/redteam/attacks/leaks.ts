/** Reading what is none of its business: whoever gets at the suite has the answer, and prints what else it found. */
import { cheats, type Attack } from '../attack.ts';

const fs = 'import { readFileSync, readdirSync, readlinkSync, existsSync, openSync, readSync } from "node:fs";';
const use = (read: string): string => `let text = ""; try { text = String(${read}); } catch (error) { text = String(error.code); } console.log(text.slice(0, 500)); return text.includes("7919") ? honest(question) : 1;`;

export const leaks: readonly Attack[] = [
  ...cheats([
    ['the suite, by its path', use('readFileSync("$SUITE/secret.ts")'), fs],
    ['the folder of the suite', use('readdirSync("$SUITE")'), fs],
    ['the suite, through /proc/self/root', use('readFileSync("/proc/self/root$SUITE/secret.ts")'), fs],
    ['the suite, through the judge\'s /proc', use('readFileSync("/proc/$JUDGE/root$SUITE/secret.ts")'), fs],
    ['the judge\'s open files', use('readdirSync("/proc/$JUDGE/fd").map((f) => readlinkSync("/proc/$JUDGE/fd/" + f))'), fs],
    ['the judge\'s memory', use('readSync(openSync("/proc/$JUDGE/mem", "r"), Buffer.alloc(10), 0, 10, 4096)'), fs],
    ['the judge\'s environment', use('readFileSync("/proc/$JUDGE/environ")'), fs],
    ['the parent\'s environment', use('readFileSync("/proc/" + process.ppid + "/environ")'), fs],
    ['its own environment', use('JSON.stringify(process.env)')],
    ['another student\'s work', use('readFileSync("$OTHERS/ada/work.ts")'), fs],
    ['the gradebook', use('readFileSync("$OTHERS/gradebook.json")'), fs],
    ['the home folder', use('readdirSync(process.env.HOME + "/..").concat(readdirSync("/root"))'), fs],
    ['/etc/shadow', use('readFileSync("/etc/shadow")'), fs],
    ['the solutions of the course', use('readdirSync("$ROOT/solutions") + readFileSync("$ROOT/solutions/03-worker-pool/monitor/pool.ts")'), fs],
    ['the exercises of the course', use('readdirSync("$ROOT/exercises")'), fs],
    ['the suite, by a shell', use('execSync("cat $SUITE/secret.ts; find / -name secret.ts 2>/dev/null | head -5 | xargs cat").toString()'), 'import { execSync } from "node:child_process";'],
    ['the suite, by a worker thread', 'return await new Promise((done) => { const w = new Worker("require(\'worker_threads\').parentPort.postMessage(String(require(\'fs\').readFileSync(\'$SUITE/secret.ts\')))", { eval: true }); w.on("message", () => done(honest(question))); w.on("error", () => done(1)); });', 'import { Worker } from "node:worker_threads";'],
    ['the suite, through SQLite', use('new (process.getBuiltinModule("node:sqlite").DatabaseSync)("$SUITE/secret.ts").prepare("select 1").all()')],
    ['a static import of the suite', 'return answerTo(question.n);', 'import { answerTo } from "$SUITE/secret.ts";'],
    ['a relative import out of the folder', 'return answerTo(question.n);', 'import { answerTo } from "../../../../../../../../$SUITE/secret.ts";'],
    ['a dynamic import of the suite', 'try { const m = await import("$SUITE/secret.ts"); return m.answerTo(question.n); } catch { return 1; }'],
    ['require of the suite', 'try { return createRequire("/")("$SUITE/secret.ts").answerTo(question.n); } catch { return 1; }', 'import { createRequire } from "node:module";'],
  ]),
  {
    name: 'literal types of the suite in a type error', deserves: 'no points', body: 'return 1;',
    files: { 'work.ts': 'import type { canary } from "$SUITE/secret.ts";\ntype C = typeof import("$SUITE/secret.ts").canary;\nexport const leak: C extends string ? 1 : 2 = ((x: C): C => x)("" as never) as never;\nconst shown: { say: C } = { say: "no" };\nexport async function work(_q: unknown): Promise<unknown> { return shown; }\n' },
  },
  {
    name: 'a reference to another student\'s file', deserves: 'no points', body: 'return 1;',
    files: { 'work.ts': '/// <reference path="$OTHERS/ada/work.ts" />\nexport async function work(_q: unknown): Promise<unknown> { return adasSecret; }\n' },
  },
];
