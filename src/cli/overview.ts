/** What `concurrency-tutor` without a command says where no screen can be drawn. */
export function overview(version: string): string {
  return `concurrency-tutor ${version}: Go-style concurrency in the terminal, in TypeScript.

  concurrency-tutor init my-course   make a folder to work in
  concurrency-tutor list             what there is, and how far you are
  concurrency-tutor lesson 1         read a lesson
  concurrency-tutor demo 1           see our solution of an exercise at work
  concurrency-tutor check 1          check your work on an exercise
  concurrency-tutor hint 1           get the next hint
  concurrency-tutor run FILE         run a program, or look for its bugs
  concurrency-tutor search WORDS     find a word or a message in the course
  concurrency-tutor troubleshoot     what to do when something goes wrong
  concurrency-tutor learn            all of it on one screen, in a terminal

Every command explains itself with --help. Exit codes: 0 passed, 1 failed,
2 wrong usage, 3 workspace or course problem, 4 our fault, 130 interrupted.`;
}
