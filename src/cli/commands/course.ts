import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';
import type { CourseCheckOptions } from '../course/check.ts';

export function registerCourse(program: Command, io: CommandIo): void {
  const course = program.command('course').description('for authors of the course');
  course
    .command('check')
    .description('run every program, starter, solution and wrong answer of the course, and compare it with what it says of itself')
    .argument('[names...]', 'lessons and exercises: id, slug, folder, or the beginning of one; default: everything')
    .option('--full', '10,000 schedules a program, and 20 runs of those with real input and output')
    .option('--changed', 'leave out what passed before and has not changed since, nor anything it depends on')
    .option('--coverage', 'print where each id of the course is covered, and run nothing')
    .option('--json', 'print one JSON document')
    .action(command(io, async (names: string[], options: CourseCheckOptions) => {
      const { runCourseCheck } = await import('../course/check.ts');
      return runCourseCheck(io, names, options);
    }));
}
