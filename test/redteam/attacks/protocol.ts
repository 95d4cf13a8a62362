/** Speaking in the place of our own code in the child, on the descriptors it answers by. Against this design. */
import { cheats, type Attack } from '../attack.ts';

const fs = 'import { writeSync, readSync, openSync, readFileSync, readdirSync } from "node:fs";';
/** A good answer in all but what it cannot know. */
const forged = (nonce: string, value = '1') => `JSON.stringify({ kind: "explored", nonce: ${nonce}, schedules: 1, outcomes: [{ value: '{"o":[["result",${value}]]}', replay: "", printed: { stdout: "", stderr: "", truncated: false } }] }) + "\\n"`;

export const protocol: readonly Attack[] = [
  { name: 'our exit code for a loop that ran dry', deserves: 'no verdict', body: 'process.reallyExit(13);' },
  // With the nonce, an answer counts; one that the suite cannot use makes it fail.
  ...cheats([
    ['a forged answer with the nonce out of the process\'s own memory', `
      const memory = openSync("/proc/self/mem", "r");
      let nonce = "";
      for (const line of readFileSync("/proc/self/maps", "latin1").split("\\n")) {
        const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
        if (!range || nonce) continue;
        const [from, to] = [parseInt(range[1], 16), parseInt(range[2], 16)];
        if (to - from > 2 ** 26) continue;
        const bytes = Buffer.alloc(to - from);
        try { readSync(memory, bytes, 0, bytes.length, from); } catch { continue; }
        nonce = /"nonce":"([0-9a-f]{32})"/.exec(bytes.toString("latin1"))?.[1] ?? "";
      }
      writeSync(4, ${forged('nonce')}); process.reallyExit(0);`, fs],
    ['a forged answer with the nonce from a heap snapshot', `
      const text = readFileSync(writeHeapSnapshot("/tmp/heap"), "latin1");
      const nonces = [...new Set(text.match(/\\b[0-9a-f]{32}\\b/g))];
      for (const nonce of nonces) writeSync(4, ${forged('nonce')});
      return 1;`, `${fs}\nimport { writeHeapSnapshot } from "node:v8";`],
  ]).map((attack) => ({ ...attack, deserves: 'no verdict' as const })),
  ...cheats([
    ['a forged answer without its nonce', `writeSync(4, ${forged('""')}); return 1;`, fs],
    ['a forged answer with a guessed nonce', `writeSync(4, ${forged('"0".repeat(32)')}); return 1;`, fs],
    ['a verdict in place of an answer', 'writeSync(4, JSON.stringify({ kind: "pass", verdict: { kind: "pass" }, checks: [] }) + "\\n"); return 1;', fs],
    ['an answer in advance, for the next question', `setTimeout(() => writeSync(4, ${forged('""')}), 0); return 1;`, fs],
    ['garbage', 'writeSync(4, Buffer.from([0, 255, 10, 1, 10, 13, 10])); return 1;', fs],
    ['an empty line', 'writeSync(4, "\\n"); return 1;', fs],
    ['ten thousand lines', 'for (let i = 0; i < 10_000; i += 1) writeSync(4, "{}\\n"); return 1;', fs],
    ['a line nested a million times', 'writeSync(4, "[".repeat(1_000_000) + "\\n"); return 1;', fs],
    ['a line without end', 'const block = "x".repeat(2 ** 20); for (;;) writeSync(4, block);', fs],
    ['half a line, and then nothing', 'writeSync(4, \'{"kind":"explored"\'); process.reallyExit(0);', fs],
    ['a fault of ours, claimed', 'writeSync(4, JSON.stringify({ kind: "internal", nonce: "", message: "the judge is broken" }) + "\\n"); return 1;', fs],
    ['a flood of what looks like faults', 'for (;;) writeSync(4, JSON.stringify({ kind: "internal", nonce: "x", message: "y".repeat(9000) }) + "\\n");', fs],
    ['stealing the next question', 'const b = Buffer.alloc(100_000); setTimeout(() => { try { readSync(3, b); } catch {} }, 1); return 1;', fs],
    ['a child that answers later', `spawn("sh", ["-c", "sleep 1; echo '{}' >&4; : $MARK"], { stdio: ["ignore", "ignore", "ignore", 3, 4], detached: true }).unref(); return 1;`, 'import { spawn } from "node:child_process";'],
    ['the exit code of a signal', 'process.reallyExit(137);'],
    ['words of a heap that is full', 'process.stderr.write("FATAL ERROR: heap out of memory"); process.abort();'],
    ['the engine\'s classes patched', 'const c = await import("concurrency-tutor"); for (const x of Object.values(c)) if (typeof x === "function" && x.prototype) for (const k of Object.getOwnPropertyNames(x.prototype)) { try { x.prototype[k] = () => 1; } catch {} } return 1;'],
  ]),
];
