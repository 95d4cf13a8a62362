/** `--trace`: a schedule as a file. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { LoadedProgram } from '../../loader/index.ts';
import { lessonText, type RunDocument } from '../../report/index.ts';
import { chromeTrace, tracePage, type Story } from '../../trace/index.ts';
import type { CommandIo } from '../io.ts';
import type { Shown } from './explore-apart.ts';

/** Where a trace goes, and as what. */
export interface TraceFile {
  readonly path: string;
  readonly format: 'chrome' | 'page';
}

/** Looks at the name before anything runs: nobody should wait for a run whose trace then cannot be written. @throws {UsageError} */
export function traceFile(io: CommandIo, name: string): TraceFile {
  const path = resolve(io.cwd, name);
  const format = formats[extname(path).toLowerCase()];
  if (!format) throw new UsageError('unknown-trace', `${name} is no file for a trace.`, 'Give a name that ends in .html, to step through it in a browser, or in .json, for Perfetto.');
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError('no-such-folder', `There is no folder ${folder}.`, 'Make it first, or give --trace another place.');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new UsageError('not-a-file', `${path} is a folder.`, 'Give --trace the name of a file.');
  try {
    accessSync(statSync(path, { throwIfNoEntry: false }) ? path : folder, constants.W_OK);
  } catch {
    throw new UsageError('cannot-write', `${path} cannot be written.`, 'Give --trace a place that you may write to.');
  }
  return { path, format };
}

const formats: Readonly<Record<string, TraceFile['format']>> = { '.html': 'page', '.htm': 'page', '.json': 'chrome' };

/** What is wrong with a run, and the schedule that shows it. */
export interface Told {
  readonly document: RunDocument;
  readonly shown: Shown | undefined;
  /** The command that made it. */
  readonly command: string;
}

/** Writes the schedule that a run shows. */
export function writeTrace({ path, format }: TraceFile, { document, shown, command }: Told, program: LoadedProgram, entry: string): 'written' | 'nothing to write' {
  if (!shown) return 'nothing to write';
  const [finding] = document.findings;
  const story: Story = { ...shown.story, goroutines: (finding?.goroutines ?? []) as Story['goroutines'] };
  const title = basename(entry);
  if (format === 'chrome') {
    writeFileSync(path, JSON.stringify(chromeTrace(story, title)));
    return 'written';
  }
  const lesson = finding && lessonText(finding.topic === undefined ? {} : { topic: finding.topic });
  writeFileSync(path, tracePage({
    ...story,
    kind: finding?.kind ?? 'pass',
    ...(finding?.detail === undefined ? {} : { detail: finding.detail }),
    message: finding?.message ?? 'Nothing is wrong under this schedule.',
    ...(finding?.nextStep === undefined ? {} : { nextStep: finding.nextStep }),
  }, {
    title,
    source: (file) => program.source(file),
    ...(shown.replay === '' ? {} : { command: `${command} --replay ${shown.replay}` }),
    ...(lesson === undefined ? {} : { lesson }),
  }));
  return 'written';
}
