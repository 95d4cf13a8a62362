/** Ten thousand programs in one process, that leave behind whatever a program can. */
import { createHook } from 'node:async_hooks';
import { chan, context, go, gosched, run, runtime, signal, time } from '../../../../src/index.ts';
import { currentGoroutine } from '../../../../src/runtime/program.ts';
import { alive, becomesFast, collect, growth, tell, turn } from './harness.ts';

/** Hooks that are enabled: those that came less those that went. */
let hooks = 0;
const hook = Object.getPrototypeOf(createHook({})) as ReturnType<typeof createHook>;
const { enable, disable } = hook;
hook.enable = function (this: typeof hook) {
  hooks++;
  return enable.call(this);
};
hook.disable = function (this: typeof hook) {
  hooks--;
  return disable.call(this);
};

const programs: WeakRef<object>[] = [];

async function leavesMuchBehind(number: number): Promise<void> {
  programs.push(new WeakRef(currentGoroutine().program));
  const nobody = chan<number>();
  go(() => nobody.receive());
  go(() => time.sleep(time.Hour));
  go(async () => { for (;;) await gosched(); });
  const [ctx, cancel] = context.withTimeout(context.background(), time.Hour);
  context.withTimeout(ctx, time.Minute);
  context.afterFunc(ctx, () => {});
  signal.notifyContext(ctx, 'SIGTERM');
  context.fromSignal(new AbortController().signal);
  runtime.external('nothing');
  time.afterFunc(time.Hour, () => {});
  if (number % 2 === 0) cancel();
  if (number % 3 === 0) await gosched();
  if (number % 5 === 0) throw new Error('main fails');
}

const listeners = (): number => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
const play = async (rounds: number): Promise<void> => {
  programs.length = 0;
  for (let number = 0; number < rounds; number++) await run(() => leavesMuchBehind(number)).catch(() => {});
  await turn();
};

// What the runtime needs for good, it has from the first program on.
await run(async () => {});
hooks = 0;
const before = listeners();
const grown = await growth(10_000, play);
await collect();
tell({
  programs: programs.length,
  alive: alive(programs),
  grownWithoutRefs: grown,
  listeners: listeners() - before,
  hooks,
  resources: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout' || kind.startsWith('Signal')).length,
  fast: await becomesFast(),
});
