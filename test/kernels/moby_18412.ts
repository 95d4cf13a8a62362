// Non-blocking / order violation
// After a timeout the parent reads the output of a command while the goroutine that waits for the command may still be writing it.
// found: race
import { atomic, chan, go, select, time } from 'concurrency-tutor';

class Command {
  output = '';
  readonly killed = new atomic.Bool();

  /** Stands for a process that prints while it runs. */
  async run(): Promise<void> {
    for (let line = 0; line < 5; line++) {
      await time.sleep(10);
      if (this.killed.load()) return;
      this.output += `line ${line}\n`; // RACE
    }
  }

  kill(): void {
    this.killed.store(true);
  }
}

async function runFor(duration: number): Promise<string> {
  const command = new Command();
  const done = chan<void>(1);
  go(async function wait() {
    await command.run();
    await done.send();
  });
  const event = await select({ done, late: time.after(duration) });
  if (event.case === 'late') command.kill();
  return command.output; // RACE
}

export default async function main(): Promise<void> {
  await runFor(25);
}
