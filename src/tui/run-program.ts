/** Runs a program of the course under many schedules in a process of its own: it may loop, crash or call `process.exit`. */
import { execFile, type ExecFileException } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import type { Program } from '../course/model.ts';
import { JudgeError } from '../errors.ts';
import { errorDocumentSchema, runDocumentSchema, type RunDocument } from '../report/index.ts';
import type { ProgramRun } from './program-run.ts';

export type RunProgram = (program: Program, signal: AbortSignal) => Promise<ProgramRun>;

export interface RunnerOptions {
  /** The launcher, `bin/concurrency-tutor.js`. Absolute. */
  readonly launcher: string;
  /** Node's executable. */
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const schedules = 200;
/** A program that never awaits cannot be stopped from within. */
const longestRun = 60_000;
const mostOutput = 64 * 1024 * 1024;

/** Runs `concurrency-tutor run FILE --schedules 200 --json`; a program with real I/O runs once on the real clock. */
export function programRunner({ launcher, node, env }: RunnerOptions): RunProgram {
  return (program, signal) => new Promise((resolve, reject) => {
    const how = program.expectation?.mode === 'native' ? [] : ['--schedules', String(schedules)];
    const words = [launcher, 'run', program.file, ...how, '--json'];
    const settings = { env: { ...env, FORCE_COLOR: '0' }, signal, timeout: longestRun, killSignal: 'SIGKILL', maxBuffer: mostOutput } as const;
    execFile(node, words, settings, (error, stdout, stderr) => {
      try {
        resolve(toProgramRun(stdout));
      } catch (problem) {
        reject(failure(error, stderr, problem));
      }
    });
  });
}

/** The part of a `run` document that a lesson shows. Throws when the text is not one. */
export function toProgramRun(text: string): ProgramRun {
  const document: unknown = JSON.parse(text);
  const refusal = errorDocumentSchema.safeParse(document);
  if (refusal.success) throw new JudgeError(refusal.data.code, refusal.data.message, refusal.data.nextStep);
  return fromDocument(runDocumentSchema.parse(document));
}

function fromDocument(document: RunDocument): ProgramRun {
  const { verdict, findings } = document;
  if (verdict === 'load-error') {
    const why = document.problems.map((problem) => problem.message).join(' ') || 'no reason was given';
    throw new JudgeError('load-error', `The program could not be loaded: ${why}`, 'Run it in a shell to see more.');
  }
  const outcomes = document.outcomes.map((outcome) => {
    // Its own finding: two outcomes of the same kind may have gone wrong in different places.
    const message = findings.find((finding) => finding.replay === outcome.replay)?.message;
    return { verdict: outcome.verdict, output: outcome.output, count: outcome.count, unfinished: outcome.unfinished, ...(message === undefined ? {} : { message }) };
  });
  return {
    verdict,
    schedules: document.mode === 'native' ? 1 : document.schedules,
    outcomes: outcomes.length > 0 ? outcomes.sort((a, b) => b.count - a.count) : [singleOutcome(document, verdict)],
    ...(document.meters === undefined ? {} : { meters: { maxGoroutines: document.meters.maxGoroutines, maxQueued: document.meters.maxQueued } }),
  };
}

/** A run on the real clock has one outcome, and the document tells it as output. */
function singleOutcome({ output, findings, unfinished }: RunDocument, verdict: ProgramRun['verdict']): ProgramRun['outcomes'][number] {
  const message = findings[0]?.message;
  return { verdict, output: output.map((part) => part.text).join(''), count: 1, unfinished, ...(message === undefined ? {} : { message }) };
}

function failure(error: ExecFileException | null, stderr: string, problem: unknown): Error {
  if (problem instanceof JudgeError) return problem;
  if (error?.killed === true) return new JudgeError('run-timeout', `The program was still running after ${longestRun / 1000} seconds and was stopped.`, 'It may loop without ever awaiting.');
  const lastWords = stripVTControlCharacters(stderr).trim().split('\n').at(-1) ?? '';
  return new JudgeError('run-failed', `The program could not be run${lastWords === '' ? '.' : `: ${lastWords}`}`, 'Run it in a shell to see more.', { cause: problem });
}
