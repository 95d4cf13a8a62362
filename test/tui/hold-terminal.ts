/** Takes the terminal as the tutor does while it loads; the argument says how the loading ends. */
import { withTerminal } from '../../src/tui/ready-terminal.ts';

const [ending = 'read'] = process.argv.slice(2);

async function end(): Promise<void> {
  switch (ending) {
    case 'error': throw new Error('The course cannot be read.');
    case 'exit': return process.exit(7);
    case 'SIGTERM': case 'SIGINT':
      process.kill(process.pid, ending);
      return await new Promise(() => setInterval(() => undefined, 1000));
    default: return await readKeys();
  }
}

/** Reads only when all has been typed: until then the keys wait in the terminal. */
async function readKeys(): Promise<void> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.length >= 3) break;
  }
  process.stdout.write(`read ${text.length} keys\n`);
}

await withTerminal(process.stdin, process.stdout, async () => {
  process.stdout.write('taken\n');
  await end();
});
