/** `course check`: the author's gate on the command line. */
import { join } from 'node:path';
import {
  checkCourse, courseCheckDocument, MemoryFile, renderCourseSummary, renderExercise, renderLesson, selectParts, type CourseCheck, type GateEvent, type Selection,
} from '../../authoring/index.ts';
import { courseError, readCourse, type Course } from '../../course/index.ts';
import { exitCode } from '../../errors.ts';
import { userFolder } from '../../progress/index.ts';
import { courseFolder } from '../course-folder.ts';
import { printJson, type CommandIo } from '../io.ts';
import { reportStyle } from '../style.ts';
import { progressLine } from './progress-line.ts';

export interface CourseCheckOptions {
  readonly full?: boolean;
  readonly changed?: boolean;
  readonly coverage?: boolean;
  readonly json?: boolean;
}

export async function runCourseCheck(io: CommandIo, names: readonly string[], options: CourseCheckOptions): Promise<number> {
  if (options.coverage === true) {
    const { printCoverage } = await import('./coverage.ts');
    return printCoverage(io, options.json === true ? 'json' : 'text');
  }
  const reading = await readCourse(courseFolder(io));
  const selection = selectParts(reading, names);
  if (selection.problems.length > 0) throw courseError(selection.problems);
  if (selection.elsewhere.length > 0) io.warn(`Other parts of the course have ${selection.elsewhere.length === 1 ? '1 problem' : `${selection.elsewhere.length} problems`}; \`concurrency-tutor course check\` lists them.`);

  const signal = io.interruption();
  const check = await runUntilStopped(io, reading.course, selection, options, signal);
  if (check === undefined) {
    io.warn('Interrupted. What was running does not count.');
    return exitCode.interrupted;
  }
  if (options.json === true) printJson(io, courseCheckDocument(check));
  else io.print(renderCourseSummary(check, reportStyle(io)));
  return check.passed ? exitCode.ok : exitCode.failed;
}

async function runUntilStopped(io: CommandIo, course: Course, { only }: Selection, options: CourseCheckOptions, signal: AbortSignal): Promise<CourseCheck | undefined> {
  const progress = progressLine(io);
  const memory = await MemoryFile.open(join(userFolder(io.env), 'course-check'), course.root);
  try {
    return await checkCourse(course, {
      memory, known: options.changed === true ? 'skip' : 'run',
      tier: options.full === true ? 'full' : 'quick',
      ...(only === undefined ? {} : { only }),
      signal,
      onEvent(event) {
        const line = options.json === true ? undefined : resultLine(io, event);
        progress.show(line === undefined ? progressText(event) : '');
        if (line !== undefined) io.print(line);
      },
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    progress.show('');
    await saveIfPossible(io, memory);
  }
}

/** What passed is remembered even when somebody stops the rest. A disk that cannot be written costs the memory and nothing else. */
async function saveIfPossible(io: CommandIo, memory: MemoryFile): Promise<void> {
  try {
    await memory.save();
  } catch (error) {
    io.warn(`What passed cannot be remembered for --changed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function resultLine(io: CommandIo, event: GateEvent): string | undefined {
  switch (event.kind) {
    case 'lesson': return renderLesson(event.result, reportStyle(io));
    case 'exercise': return renderExercise(event.result, reportStyle(io));
    case 'phase': case 'program': return undefined;
  }
}

function progressText(event: GateEvent): string {
  switch (event.kind) {
    case 'phase': return event.text;
    case 'program': return `${event.of}: ${event.done} of ${event.total}`;
    case 'lesson': case 'exercise': return '';
  }
}
