import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = resolve(import.meta.dirname, '../..');
const RULE = 'typescript(no-floating-promises)';

/** Operations that block a goroutine, as statements without their `await`. */
const operations = [
  'numbers.send(1)', 'numbers.receive()', 'numbers.receiveOk()', 'numbers.sendOnly().send(1)', 'numbers.receiveOnly().receive()', 'nilChan().receive()',
  'select({ numbers, late: time.after(1) })', 'select({ sent: select.send(numbers, 1), default: true })', 'select([numbers])', 'gosched()',
  'wg.wait()', 'mu.lock()', 'mu.acquire()', 'rw.lock()', 'rw.rLock()', 'cond.wait()', 'once.do(() => {})',
  'time.sleep(1)', 'group.go(async () => {})', 'group.wait()',
  'limiter.wait(ctx)', 'weighted.acquire(ctx, 1)', "flights.do('key', () => 1)",
  'run(async () => {})',
];

/** Statements that need no `await`, also where their function is asynchronous. */
const fine = [
  'go(async () => { await numbers.send(1); })', 'go(async (n: number) => { await numbers.send(n); }, 1)', 'go.daemon(async () => { await numbers.receive(); })',
  'numbers.close()', 'numbers.trySend(1)', 'numbers.tryReceive()', 'wg.add(1)', 'wg.go(async () => { await numbers.send(1); })', 'wg.done()',
  'mu.unlock()', 'mu.tryLock()', 'cond.signal()', 'cond.broadcast()', 'time.afterFunc(1, async () => { await numbers.send(1); })',
  'group.tryGo(async () => {})', 'context.afterFunc(ctx, async () => { await numbers.send(1); })', 'cancel()', 'limiter.allow()', 'weighted.release(1)',
  'for await (const n of numbers) total += n',
];

const preamble = `
  const numbers = chan<number>(1);
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  await using _later = defer(async () => { await numbers.receive(); });
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  const rw = new sync.RWMutex();
  const cond = new sync.Cond(mu);
  const once = new sync.Once();
  const group = new errgroup.Group();
  const limiter = new rate.Limiter(1, 1);
  const weighted = new semaphore.Weighted(1);
  const flights = new singleflight.Group<string, number>();
  let total = 0;
`;

/** A program with one statement a line, and the line the first one is on. */
function programOf(statements: readonly string[]): { readonly text: string; readonly first: number } {
  const imports = "import { chan, context, defer, errgroup, go, gosched, nilChan, rate, run, select, semaphore, singleflight, sync, time } from 'concurrency-tutor';\n";
  const head = `${imports}export async function program(): Promise<number> {${preamble}`;
  const used = '  return total + [go, gosched, nilChan, run, select, time, ctx, wg, rw, once, group, limiter, weighted, flights, cond].length;\n';
  return { text: `${head}${statements.map((statement) => `  ${statement};\n`).join('')}${used}}\n`, first: head.split('\n').length };
}

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** What the project's own lint says of a program that imports the package. */
async function lint(program: string): Promise<{ readonly rule: string; readonly line: number | undefined }[]> {
  await using folder = await temporaryFolder();
  await copyFile(join(root, '.oxlintrc.json'), join(folder.path, '.oxlintrc.json'));
  await writeFile(join(folder.path, 'program.ts'), program);
  await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify({
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { paths: { 'concurrency-tutor': [join(root, 'src/index.ts')] }, typeRoots: [join(root, 'node_modules/@types')] },
    include: ['program.ts'], exclude: [],
  }));
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = await promisify(execFile)(process.execPath, [oxlint, '--type-aware', '--deny-warnings', '--format', 'json', 'program.ts'], { cwd: folder.path })
    .catch((failed: { readonly stdout: string }) => failed);
  const { diagnostics, number_of_files: files } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[]; readonly number_of_files: number };
  expect(files).toBe(1);
  return diagnostics.map(({ code, labels }) => ({ rule: code, line: labels[0]?.span.line })).toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

test('every dropped operation is one error, on its own line', async () => {
  const { text, first } = programOf(operations);
  expect(await lint(text)).toEqual(operations.map((_operation, index) => ({ rule: RULE, line: first + index })));
});

test('awaited, none of them is', async () => {
  expect(await lint(programOf(operations.map((operation) => `await ${operation}`)).text)).toEqual([]);
});

test('what needs no await is fine without', async () => {
  expect(await lint(programOf(fine).text)).toEqual([]);
});
