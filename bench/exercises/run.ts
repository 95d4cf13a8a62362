/**
 * How long `check` takes: on a reference solution to the verdict, on a wrong answer to the first finding on the screen. Both from the start
 * of the command. Run by `npm run bench:exercises`; `-- --step 5` takes every fifth wrong answer, `--only exercise-3` one exercise, `--out` keeps the result.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../harness/machine.ts';
import { answersOf, type Answer } from './answers.ts';

const root = resolve(import.meta.dirname, '..', '..');
const launcher = join(root, 'bin', 'concurrency-tutor.js');
const { values } = parseArgs({ options: { step: { type: 'string', default: '1' }, only: { type: 'string' }, out: { type: 'boolean', default: false } } });

/** Milliseconds from the start of the command. */
interface Taken {
  readonly answer: Answer;
  readonly end: number;
  /** Missing when no check failed. */
  readonly firstFinding: number | undefined;
  readonly code: number | null;
}

function timed(answer: Answer, workspace: string): Promise<Taken> {
  answer.place(join(workspace, 'exercises', answer.folder));
  const started = performance.now();
  const child = spawn(process.execPath, [launcher, 'check', answer.exercise, '--seed', '1'], { cwd: workspace, env: { ...process.env, LANG: 'C.UTF-8', NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'ignore'] });
  let firstFinding: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (firstFinding !== undefined || !/^ {2}✗ fail/m.test(text)) return;
    firstFinding = performance.now() - started;
    // What comes after the first finding is not asked for.
    if (answer.kind === 'wrong') child.kill('SIGTERM');
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ answer, end: performance.now() - started, firstFinding, code }));
  });
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

function share(list: readonly Taken[], below: number): string {
  const quick = list.filter(({ firstFinding = Infinity }) => firstFinding < below).length;
  return list.length === 0 ? '–' : `${quick} of ${list.length}`;
}

/** The value below which so much of a list lies. */
function quantile(list: readonly number[], part: number): number {
  return list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(part * list.length))] ?? NaN;
}

function table(all: readonly Taken[]): string {
  const ids = [...new Set(all.map(({ answer }) => answer.exercise))];
  const rows = ids.map((id) => {
    const of = (kind: Answer['kind']): readonly Taken[] => all.filter(({ answer }) => answer.exercise === id && answer.kind === kind);
    const findings = of('wrong').map(({ firstFinding = Infinity }) => firstFinding);
    return `| ${id} | ${of('solution').map(({ answer, end }) => `${answer.name} ${seconds(end)}`).join(', ')} | ${seconds(quantile(findings, 0.5))} | ${seconds(quantile(findings, 0.95))} | ${share(of('wrong'), 1000)} |`;
  });
  return ['| exercise | reference, to the verdict | first finding, median | 95 % | below 1 s |', '|---|---|---|---|---|', ...rows].join('\n');
}

const workspace = mkdtempSync(join(tmpdir(), 'bench-exercises-'));
try {
  spawnSync(process.execPath, [launcher, 'init'], { cwd: workspace, stdio: 'ignore' });
  const answers = (await answersOf(root, Number(values.step))).filter(({ exercise }) => values.only === undefined || exercise === values.only);
  const all: Taken[] = [];
  for (const answer of answers) {
    const taken = await timed(answer, workspace);
    all.push(taken);
    process.stderr.write(`${answer.exercise} ${answer.kind} ${answer.name}: ${taken.firstFinding === undefined ? `exit code ${taken.code}` : `first finding after ${seconds(taken.firstFinding)}`}, ended after ${seconds(taken.end)}\n`);
  }
  const text = `# Time of \`check\`\n\n${machine(1, 'wall')}\n${table(all)}\n`;
  process.stdout.write(text);
  if (values.out) writeFileSync(join(root, 'bench', 'results', 'exercises.md'), text);
  if (all.some(({ answer, code, firstFinding }) => (answer.kind === 'solution' ? code !== 0 : firstFinding === undefined))) process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
