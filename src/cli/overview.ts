/** What `concurrency-tutor` without a command says where no screen can be drawn. */
export function overview(version: string): string {
  return `concurrency-tutor ${version}: Go-style concurrency in the terminal, in TypeScript.

  concurrency-tutor init my-course      make a folder to work in
  concurrency-tutor list                lessons, exercises, projects, and how far you are
  concurrency-tutor lesson 1            read a lesson
  concurrency-tutor check exercise-1    check your work
  concurrency-tutor hint exercise-1     get the next hint
  concurrency-tutor run FILE            run a program; add --schedules 200 to look for bugs
  concurrency-tutor learn               all of it on one screen, in a terminal

Every command explains itself with --help. Exit codes: 0 passed, 1 failed,
2 wrong usage, 3 workspace or course problem, 4 our fault, 130 interrupted.`;
}
