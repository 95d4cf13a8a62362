import { expect, test } from 'vitest';
import { exploreProgram, type Exploration } from '../../src/explore/index.ts';
import { loadText } from './load-text.ts';

async function explored(body: string, schedules = 100): Promise<Exploration> {
  const program = await loadText(`import { run, go, chan, context, select, signal, sync, time } from 'concurrency-tutor';\n${body}`);
  return exploreProgram(program, { schedules });
}

const stdout = ({ outcomes }: Exploration): Set<string> => new Set(outcomes.map(({ output }) => output));

test('a program that sends its own process a signal shuts itself down at every moment, and leaves ours alone', async () => {
  const heard: string[] = [];
  const hear = (name: string): void => void heard.push(name);
  process.on('SIGTERM', hear);
  const exploration = await explored(`export default async function main() {
    const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT', 'SIGTERM');
    go(async () => { process.kill(process.pid, 'SIGTERM'); });
    let served = 0;
    for (; served < 3; served++) {
      const { case: taken } = await select({ stop: ctx.done(), default: true });
      if (taken === 'stop') break;
    }
    await ctx.done().receive();
    console.log(served, context.cause(ctx)?.message);
    stop();
  }`);
  process.off('SIGTERM', hear);
  expect(exploration.report.verdict).toBe('pass');
  expect(stdout(exploration)).toEqual(new Set([0, 1, 2, 3].map((served) => `${served} SIGTERM signal received\n`)));
  expect(heard).toEqual([]);
});

test('its own listeners hear it too', async () => {
  const exploration = await explored(`export default async function main() {
    const signals = chan(1);
    process.on('SIGUSR1', (name, number) => signals.trySend(name + number));
    process.kill(process.pid, 10);
    console.log(await signals.receive());
  }`, 10);
  expect(exploration.report.verdict).toBe('pass');
  expect(stdout(exploration)).toEqual(new Set(['SIGUSR110\n']));
});

test('a signal nobody listens for ends the program, as an exit does', async () => {
  const { report } = await explored(`export default async function main() {
    process.kill(process.pid, 'SIGINT');
    await time.sleep(time.Second);
  }`, 3);
  expect(report.findings[0]).toMatchObject({ kind: 'error', detail: 'exit' });
  expect(report.findings[0]?.message).toContain('130');
});

test('whether another process is there may be asked, and a signal that is none is refused', async () => {
  const exploration = await explored(`export default async function main() {
    console.log(process.kill(process.pid, 0));
    try { process.kill(process.pid, 'SIGNOPE'); } catch (error) { console.log(error.message); }
  }`, 2);
  expect(stdout(exploration)).toEqual(new Set(['true\nUnknown signal: SIGNOPE\n']));
});
