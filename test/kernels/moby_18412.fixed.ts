// After the timeout the parent waits for the goroutine before it reads.
import { atomic, chan, go, select, time } from 'concurrency-tutor';

class Command {
  output = '';
  readonly killed = new atomic.Bool();

  /** Stands for a process that prints while it runs. */
  async run(): Promise<void> {
    for (let line = 0; line < 5; line++) {
      await time.sleep(10);
      if (this.killed.load()) return;
      this.output += `line ${line}\n`;
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
  if (event.case === 'late') {
    command.kill();
    await done.receive();
  }
  return command.output;
}

export default async function main(): Promise<void> {
  await runFor(25);
}
