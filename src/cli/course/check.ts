/** `course check`: the author's gate on the command line. */
import { resolve } from 'node:path';
import {
  checkCourse, courseCheckDocument, renderCourseSummary, renderExercise, renderLesson, selectParts, type CourseCheck, type GateEvent, type Selection,
} from '../../authoring/index.ts';
import { courseError, courseRoot, readCourse, type Course } from '../../course/index.ts';
import { exitCode } from '../../errors.ts';
import { printJson, type CommandIo } from '../io.ts';
import { reportStyle } from '../style.ts';
import { progressLine } from './progress-line.ts';

export interface CourseCheckOptions {
  readonly full?: boolean;
  readonly json?: boolean;
}

export async function runCourseCheck(io: CommandIo, names: readonly string[], options: CourseCheckOptions): Promise<number> {
  const other = io.env['CONCURRENCY_TUTOR_COURSE'];
  const reading = await readCourse(other === undefined || other === '' ? courseRoot() : resolve(io.cwd, other));
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
  try {
    return await checkCourse(course, {
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
