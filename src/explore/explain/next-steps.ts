import type { FindingKind } from '../report.ts';

/** One thing to do about a finding. `subject` names what it is about, between marks: `` `jobs` ``; without it the advice is general. */
export function nextStepFor({ kind, detail }: { readonly kind: FindingKind; readonly detail?: string | undefined }, subject?: string): string {
  const refined = detail === undefined ? undefined : steps[`${kind}.${detail}`];
  return (refined ?? steps[kind] ?? general)(subject);
}

type Step = (subject: string | undefined) => string;

const or = (subject: string | undefined, words: string): string => subject ?? words;
const general: Step = () => 'Read the message, then the marked line.';

const makeChannel: Step = () => 'Make the channel with `chan()` before it is used.';
const handle: Step = () => 'Await the promise, or handle its error where it arises.';
const compareCounts: Step = (group) => `Compare the calls of \`add\` and \`done\` on ${or(group, 'the wait group')}: every \`add(1)\` needs one \`done()\`, on every path. \`wg.go\` does both.`;
const unlock: Step = (lock) => `Look for a path that leaves without unlocking ${or(lock, 'the lock')}; \`using _l = await mu.acquire()\` cannot forget it.`;
const sameOrder: Step = () => 'Take the locks in the same order everywhere, or hold only one at a time.';
const guard: Step = (variable) => `Guard ${or(variable, 'the variable')} with a mutex, or let one goroutine own it and ask it through a channel.`;
const watchContext: Step = () => 'Let it watch a context as well, in a `select`, and cancel that when the work is done.';

const steps: Readonly<Record<string, Step>> = {
  'panic': () => 'Something was thrown there, and nobody caught it. Catch it where it can be dealt with, or send it on as a value.',
  'panic.send-on-closed': (channel) => `Close ${or(channel, 'the channel')} only when all its senders are done, and let only one place close it.`,
  'panic.close-of-closed': (channel) => `Let exactly one place close ${or(channel, 'the channel')}, once.`,
  'panic.close-of-nil': makeChannel,
  'panic.waitgroup-misuse': () => 'Call `add` before the goroutine starts, and `done` once for each. `wg.go` does both.',
  'panic.lock-misuse': () => 'Unlock once for each lock; `using _l = await mu.acquire()` does it for you.',
  'panic.unhandled-rejection': handle,
  'error': () => 'Read the message, then the marked line. If the error is part of the plan, catch it where it can be dealt with.',
  'error.exit': () => 'Return from main instead of ending the process.',
  'error.callback': () => 'Catch the error inside the callback, and send it on as a value.',
  'error.unhandled-rejection': handle,
  'race': guard,
  'race.parallel-only': (variable) => `On one thread nothing needs to be done. Where goroutines run in parallel, guard ${or(variable, 'the variable')} with a mutex, or make it an \`atomic\`.`,
  'race.concurrent-map-write': (map) => `Guard ${or(map, 'the map')} with a mutex, or use \`sync.Map\`.`,
  'race.waitgroup-misuse': () => 'Call `add` before the goroutine starts, not inside it. `wg.go` does that.',
  'unawaited': () => 'Write `await` before the operation. To wait for several at once, use `select`; to let one run by itself, use `go`.',
  'uncontrolled': () => 'Wait on a channel, a wait group or a context instead of a promise that nothing settles.',
  'uncontrolled.io': () => 'Let a goroutine of the program stand in for the file or the connection, or allow real ones with `io: \'allow\'`.',
  'uncontrolled.external': () => 'Let the program itself bring about what it waits for, or run it without exploring it.',
  'deadlock': () => 'For each goroutine that waits, find the one that should answer it, and what that one waits for.',
  'deadlock.nil-channel': makeChannel,
  'deadlock.receive': (channel) => `Find out who should send on ${or(channel, 'that channel')}, or close it after the last value.`,
  'deadlock.send': (channel) => `Find out who should receive from ${or(channel, 'that channel')}; it has to be running before, or at the same time.`,
  'deadlock.select': () => 'Find out which case should have become ready, and who should have seen to it; a case on `ctx.done()` or `time.after` is a way out.',
  'deadlock.empty-select': () => 'Give the select a case, or wait for what main should wait for: a wait group, a channel, a context.',
  'deadlock.wait-group': compareCounts,
  'deadlock.lock': unlock,
  'deadlock.lock-cycle': sameOrder,
  'deadlock.cond': (cond) => `Call \`signal\` or \`broadcast\` on ${or(cond, 'the condition')} after each change, while the lock is held, and look at the condition in a loop.`,
  'deadlock.group': () => 'Do not start more of a group from inside a group that is full.',
  'leak': () => 'Give the goroutine a way to end: close its channel, or let it watch a context.',
  'leak.nil-channel': makeChannel,
  'leak.receive': (channel) => `Close ${or(channel, 'its channel')} after the last value, or let the goroutine watch a context as well.`,
  'leak.send': (channel) => `Receive every value from ${or(channel, 'its channel')}, or let the sender watch a context as well, in a \`select\`.`,
  'leak.select': watchContext,
  'leak.empty-select': watchContext,
  'leak.wait-group': compareCounts,
  'leak.cond': (cond) => `Call \`broadcast\` on ${or(cond, 'the condition')} when the work is done, and let those who wait look whether they should end.`,
  'leak.lock': unlock,
  'leak.lock-cycle': sameOrder,
  'livelock': () => 'Look for a loop that tries again without waiting for a change, and let it wait for one.',
  'livelock.starvation': () => 'Let the loop wait for a change instead of asking again and again; whoever waits in a queue gets its turn.',
  'livelock.busy-loop': () => 'Put `await gosched()` into the loop, or let it wait for something.',
  'never-ends': () => 'Tell the goroutine to stop, with a context or by closing its channel, and wait until it has.',
  'lost-cancel': () => 'Call the cancel function on every path; `using _stop = defer(cancel)` does.',
  'lost-cancel.errgroup': () => 'Await `group.wait()` on every path.',
  'lost-cancel.signal': () => 'Call the stop function on every path; `using _stop = defer(stop)` does.',
};
