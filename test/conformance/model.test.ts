import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chan, go, gosched, Panic, run, select, time, type Channel } from '../../src/index.ts';
import { exploreProgram } from '../../src/explore/index.ts';
import { ChannelModel, type Case, type Command, type Outcome } from './channel-model.ts';

const CHANNELS = 3;
const channel = fc.nat(CHANNELS - 1);
const sides: readonly Case[] = Array.from({ length: CHANNELS }, (_, i) => i).flatMap((i) => [{ channel: i, sends: true }, { channel: i, sends: false }]);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('send', 'receive', 'trySend', 'tryReceive'), channel }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close'), channel }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('select'), cases: fc.shuffledSubarray([...sides]), orDefault: fc.boolean() }) },
);
const capacities = fc.array(fc.nat(3), { minLength: CHANNELS, maxLength: CHANNELS });
const sequence = fc.record({ capacities, commands: fc.array(command, { minLength: 1, maxLength: 40 }) });
type Sequence = typeof sequence extends fc.Arbitrary<infer S> ? S : never;

/** Operation `id` on the real channels; whatever it sends is its own id, so that every value is known by its sender. */
async function operate(channels: readonly Channel<number>[], id: number, command: Command): Promise<Outcome> {
  const at = (index: number): Channel<number> => channels[index] ?? chan();
  try {
    switch (command.kind) {
      case 'send': await at(command.channel).send(id); return { is: 'sent', index: 0 };
      case 'receive': return received(0, await at(command.channel).receiveOk());
      case 'trySend': return at(command.channel).trySend(id) ? { is: 'sent', index: 0 } : { is: 'would block' };
      case 'tryReceive': return received(0, at(command.channel).tryReceive());
      case 'close': at(command.channel).close(); return { is: 'closed' };
      case 'select': return await operateSelect(at, id, command);
    }
  } catch (error) {
    if (error instanceof Panic && error.message === 'send on closed channel') return { is: 'refused', index: -1 };
    if (error instanceof Panic && error.message === 'close of closed channel') return { is: 'closed already' };
    throw error;
  }
}

async function operateSelect(at: (index: number) => Channel<number>, id: number, { cases, orDefault }: Command & { kind: 'select' }): Promise<Outcome> {
  const named = Object.fromEntries(cases.map(({ channel, sends }, i) => [`case ${i}`, sends ? select.send(at(channel), id) : at(channel)]));
  const event: { case: string | number; ok?: boolean; value?: unknown } = await select(orDefault ? { ...named, default: true } : named);
  if (event.case === 'default') return { is: 'would block' };
  const index = Number(String(event.case).slice('case '.length));
  if (event.ok === undefined) return { is: 'sent', index };
  return received(index, event.ok ? [Number(event.value), true] : [undefined, false]);
}

function received(index: number, result: readonly [number | undefined, boolean] | undefined): Outcome {
  if (!result) return { is: 'would block' };
  const [value] = result;
  return value === undefined ? { is: 'drained', index } : { is: 'received', index, value };
}

/** One operation after the other, each in its own goroutine; after each, the runtime and the model must agree on everything. */
async function agree({ capacities, commands }: Sequence, settle: () => Promise<void>): Promise<ChannelModel> {
  const channels = capacities.map((capacity) => chan<number>(capacity));
  const model = new ChannelModel(capacities);
  const outcomes = new Map<number, Outcome>();
  for (const [id, each] of commands.entries()) {
    go(async () => { outcomes.set(id, await operate(channels, id, each)); });
    await settle();
    const outcome = outcomes.get(id);
    model.carryOut(id, each, outcome && 'index' in outcome ? outcome.index : undefined);
    expect([...outcomes.keys()].toSorted((a, b) => a - b)).toEqual([...model.outcomes.keys()].toSorted((a, b) => a - b));
    expect(outcomes).toEqual(model.outcomes);
    expect(channels.map(({ length }) => length)).toEqual(channels.map((_, i) => model.length(i)));
  }
  expect(outcomes.size + model.blocked.length).toBe(commands.length);
  return model;
}

/** Enough turns of the event loop for everything that can complete to complete. */
async function settleNatively(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await gosched();
}

test('any sequence of operations gives what the model gives, and blocks exactly when the model blocks', async () => {
  let [blocked, handed] = [0, 0];
  await fc.assert(fc.asyncProperty(sequence, async (each) => {
    const model = await run(() => agree(each, settleNatively));
    blocked += model.blocked.length;
    handed += [...model.outcomes.values()].filter(({ is }) => is === 'received').length;
  }), { seed: 20_250_101, numRuns: 1_500 });
  // The sequences are worth something only when both happen a lot.
  expect(blocked).toBeGreaterThan(1_000);
  expect(handed).toBeGreaterThan(1_000);
});

test('so it does under the explorer, whatever the schedule', async () => {
  for (const each of fc.sample(sequence, { seed: 20_250_102, numRuns: 100 })) {
    const { outcomes } = await exploreProgram(() => agree(each, () => time.sleep(1)).then(() => undefined), { schedules: 3, time: 'idle' });
    expect(outcomes.map(({ verdict, findings }) => verdict === 'pass' || verdict === 'leak' ? 'agreed' : findings[0]?.message)).toEqual(outcomes.map(() => 'agreed'));
  }
});

test.each([1, 2, 5])('what %i senders send reaches the receivers once, in each sender\'s order, on channels of any capacity', async (senders) => {
  await fc.assert(fc.asyncProperty(fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.nat(20), async (capacity, receivers, count) => {
    const taken = await run(async () => {
      const [ch, done] = [chan<readonly [number, number]>(capacity), chan<(readonly [number, number])[]>()];
      let sending = senders;
      for (let s = 0; s < senders; s++) {
        go(async () => {
          for (let i = 0; i < count; i++) await (i % 2 === 0 ? ch.send([s, i]) : select({ sent: select.send(ch, [s, i] as const) }));
          if (--sending === 0) ch.close();
        });
      }
      for (let r = 0; r < receivers; r++) {
        go(async () => {
          const own: (readonly [number, number])[] = [];
          for await (const value of ch) own.push(value);
          await done.send(own);
        });
      }
      const all: (readonly (readonly [number, number])[])[] = [];
      for (let r = 0; r < receivers; r++) all.push(await done.receive() ?? []);
      return all;
    });
    for (const own of taken) {
      for (let s = 0; s < senders; s++) {
        const order = own.filter(([from]) => from === s).map(([, i]) => i);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }
    }
    expect(new Set(taken.flat().map(String)).size).toBe(senders * count);
    expect(taken.flat().length).toBe(senders * count);
  }), { seed: 7, numRuns: 60 });
});
