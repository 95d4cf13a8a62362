import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Cause, CheckResult, Judgement } from '../../src/judge/index.ts';
import { encode } from '../../src/judge/wire.ts';
import { fixture, judged, temporary, workspace } from './workshop.ts';

const freeform = fixture('freeform', { files: ['work.ts'], exports: ['work'], checks: [{ id: 'one' }, { id: 'two' }, { id: 'three' }], limits: { seconds: 4, memory: 64, schedules: 3 } });

/** Judges `work` with this body. */
function judgedBody(body: string, top = ''): Promise<Judgement> {
  return judged(freeform, { 'work.ts': `${top}\nexport async function work(input: number): Promise<unknown> {\n${body}\n}\n` });
}

function check(judgement: Judgement, id: string): CheckResult {
  const { verdict } = judgement;
  if (verdict.kind === 'error') throw new Error(`no verdict: ${verdict.cause.message}`);
  const found = verdict.checks.find((result) => result.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
}

function cause(judgement: Judgement, id: string): Cause | undefined {
  return check(judgement, id).cause;
}

test('a program that does what is asked passes', async () => {
  const judgement = await judgedBody('return input;');
  expect(judgement).toMatchObject({ verdict: { kind: 'pass' }, score: 3, max: 3 });
});

test('a loop that never awaits is ended, and says so', async () => {
  const judgement = await judgedBody('if (input === 2) for (;;);\nreturn input;');
  expect(check(judgement, 'one').status).toBe('pass');
  expect(cause(judgement, 'two')).toMatchObject({ kind: 'timeout', rationale: expect.stringContaining('did not come back for 4 s') });
  // A fresh process serves the next check.
  expect(check(judgement, 'three').status).toBe('pass');
});

test('after two checks that did not come back, the rest is not waited for', async () => {
  const judgement = await judgedBody('for (;;);');
  expect(cause(judgement, 'one')?.kind).toBe('timeout');
  expect(cause(judgement, 'two')?.kind).toBe('timeout');
  expect(check(judgement, 'three')).toMatchObject({ status: 'skipped', cause: { kind: 'dependency', rationale: expect.stringContaining('Not run') } });
});

test.each([
  ['process.exit(0)', 'process.exit(0);'],
  ['process.reallyExit', '(process as unknown as { reallyExit(code: number): void }).reallyExit(0);'],
])('%s does not pass', async (_name, body) => {
  const judgement = await judgedBody(`${body}\nreturn input;`);
  expect(judgement.verdict.kind).toBe('fail');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'exited', rationale: expect.stringContaining('ended its own process') });
});

test('a program that kills itself has crashed', async () => {
  const judgement = await judgedBody('process.kill(process.pid, "SIGKILL");\nawait new Promise(() => undefined);');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'crashed', rationale: expect.stringContaining('SIGKILL') });
});

test('a rejection that nobody handles fails the check', async () => {
  const judgement = await judgedBody('void Promise.reject(new Error("dropped"));\nreturn input;');
  const { kind, rationale, location } = cause(judgement, 'one') ?? {};
  expect(['finding', 'crashed']).toContain(kind);
  expect(rationale).toContain('dropped');
  expect(location).toMatchObject({ file: 'work.ts', line: 3 });
});

test('an error in a callback of the platform has escaped from the program', async () => {
  const judgement = await judgedBody('stat("/", () => { throw new Error("in a callback"); });\nawait new Promise(() => undefined);', 'import { stat } from "node:fs";');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'crashed', rationale: expect.stringContaining('in a callback'), location: { file: 'work.ts', line: 3 } });
});

test('an abort is a crash', async () => {
  const judgement = await judgedBody('process.abort();');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'crashed', rationale: expect.stringContaining('SIGABRT') });
});

test('a program that fills the memory is told so', async () => {
  const judgement = await judgedBody('const hoard: number[][] = [];\nif (input === 1) for (;;) hoard.push(Array.from({ length: 10_000 }, (_, i) => i));\nreturn input;');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'out-of-memory', rationale: expect.stringContaining('64 MiB') });
  expect(check(judgement, 'two').status).toBe('pass');
});

test.each([
  ['console.log', 'console.log("x".repeat(1000))', ''],
  ['the process\'s own descriptor', 'try { writeSync(1, "x".repeat(1000)); } catch { /* the pipe may be full */ }', 'import { writeSync } from "node:fs";'],
])('a flood of output through %s is cut, and neither stops nor fails the work', async (_name, print, top) => {
  const judgement = await judgedBody(`if (input === 1) for (let i = 0; i < 2000; i += 1) { ${print} }\nreturn input;`, top);
  expect(judgement.verdict.kind).toBe('pass');
  const [stdout] = judgement.output;
  expect(stdout).toMatchObject({ stream: 'stdout', truncated: true });
  expect(stdout?.text.length).toBeLessThanOrEqual(64 * 1024);
});

test('a module that throws while it is loaded is shown with its place, and nothing else is run', async () => {
  const judgement = await judgedBody('return input;', 'const table: Record<string, { size: number }> = {};\nconst size = table["none"]!.size;\nvoid size;');
  expect(cause(judgement, 'loads')).toMatchObject({ kind: 'load-error', rationale: expect.stringContaining('size'), location: { file: 'work.ts', line: 2 } });
  expect(check(judgement, 'one').status).toBe('skipped');
  expect(judgement.verdict.kind).toBe('fail');
});

test('a module that never finishes loading is ended', async () => {
  const judgement = await judgedBody('return input;', 'for (;;);');
  expect(cause(judgement, 'loads')?.kind).toBe('timeout');
  expect(check(judgement, 'one').status).toBe('skipped');
});

test('a module that leaves while it is loaded does not pass', async () => {
  const judgement = await judgedBody('return input;', 'process.exit(0);');
  expect(cause(judgement, 'loads')?.kind).toBe('exited');
});

test('a history that contains itself fails the check', async () => {
  const judgement = await judgedBody('const ring: unknown[] = [];\nring.push(ring);\nreturn ring;');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'expectation', rationale: expect.stringContaining('it contains itself') });
});

test('a line forged on the judge\'s descriptor is not an answer', async () => {
  // It is a good answer in everything but the nonce.
  const outcome = { value: encode({ result: 1 }), replay: '', printed: { stdout: '', stderr: '', truncated: false } };
  const forged = `${JSON.stringify({ kind: 'explored', nonce: '', schedules: 1, outcomes: [outcome] })}\n`;
  const judgement = await judgedBody(`writeSync(4, ${JSON.stringify(forged)});\nfor (;;);`, 'import { writeSync } from "node:fs";');
  expect(judgement.verdict.kind).toBe('fail');
  expect(cause(judgement, 'one')).toMatchObject({ kind: 'crashed', rationale: expect.stringContaining('judge\'s own connection') });
});

test('an endless line on the judge\'s descriptor is not waited for', async () => {
  const judgement = await judgedBody('const block = "x".repeat(2 ** 20);\nfor (;;) writeSync(4, block);', 'import { writeSync } from "node:fs";');
  expect(cause(judgement, 'one')?.kind).toBe('crashed');
});

test.runIf(process.platform === 'linux')('nothing the program started is left behind', async () => {
  const mark = `judge-leftover-${process.pid}`;
  const judgement = await judgedBody(
    `spawn("sh", ["-c", "sleep 600; : ${mark}"], { stdio: "inherit" });\nif (input === 2) for (;;);\nreturn input;`,
    'import { spawn } from "node:child_process";',
  );
  expect(cause(judgement, 'two')?.kind).toBe('timeout');
  expect(processesWith(mark)).toEqual([]);
});

test.runIf(process.platform === 'linux')('a program that hangs does not outlive a judge that is killed', async () => {
  const folder = await workspace({ 'work.ts': 'import { writeFileSync } from "node:fs";\nexport async function work() {\n  writeFileSync("pid", String(process.pid));\n  for (;;);\n}\n' });
  const exercise = { ...freeform, limits: { ...freeform.limits, seconds: 600 } };
  const program = `import { judge } from ${JSON.stringify(new URL('../../src/judge/index.ts', import.meta.url).href)};
    await judge({ exercise: ${JSON.stringify(exercise)}, folder: ${JSON.stringify(folder)}, onProgress: ({ kind }) => console.log(kind) });`;
  const scratch = await temporary();
  const outer = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: scratch } });
  const inner = await until(async () => Number(await readFile(join(scratch, (await readdir(scratch))[0] ?? '', 'home', 'pid'), 'utf8').catch(() => '')) || undefined);
  expect(isRunning(inner)).toBe(true);
  outer.kill('SIGKILL');
  await until(() => Promise.resolve(isRunning(inner) ? undefined : true));
});

/** Asks again and again, until there is an answer. The test's own limit ends it otherwise. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(50);
  }
}

function isRunning(pid: number): boolean {
  try {
    // A dead child of a dead parent stays listed until somebody has asked for it.
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function processesWith(mark: string): string[] {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  });
}
