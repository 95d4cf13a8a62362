import { expect, test } from 'vitest';
import { startProgram } from '../support/child-program.ts';

test.each(['log', 'error'])('a program whose first console.%s goes to a pipe is no less deadlocked', async (method) => {
  const program = startProgram(`await run(async () => {
    console.${method}('about to wait');
    await chan().receive();
  });`);
  const end = await program.end();
  expect(end.code).toBe(1);
  expect(end.stderr).toContain('all goroutines are asleep - deadlock!');
});
