import type { ChannelKit } from '../../cases/kit.ts';
import type { CaseName, Program } from '../../harness/kinds.ts';
import { loadLowered } from './loader.ts';
import { spawn, type Task } from './tasks.ts';

/** What a channel of the spike offers. */
export interface SpikeChannel {
  send(value: number): unknown;
  receive(): unknown;
}

/** The cases as they stand, `async` functions and all, loaded as generators that run on the run queue. */
export async function loadedPrograms(channel: (capacity: number) => SpikeChannel): Promise<Partial<Record<CaseName, Program>>> {
  const kit: ChannelKit<SpikeChannel, number> = {
    run: (main) => new Promise((resolve, reject) => { goroutine(main).then(() => resolve(), reject); }),
    go: (body) => void goroutine(body),
    channel,
    send: (to, value) => to.send(value) as never,
    receive: (from) => from.receive() as never,
    received: (value) => value,
  };
  type Case = (kit_: typeof kit) => Program;
  const load = <T>(name: string): Promise<T> => loadLowered<T>(new URL(`../../cases/${name}.ts`, import.meta.url), 'tasks');
  const { pingPong } = await load<{ pingPong: Case }>('ping-pong');
  const { producerConsumer } = await load<{ producerConsumer: (capacity: number, kit_: typeof kit) => Program }>('producer-consumer');
  const { fanIn } = await load<{ fanIn: Case }>('fan-in');
  const { sieve } = await load<{ sieve: Case }>('sieve');
  const { spawnAndPark } = await load<{ spawnAndPark: Case }>('spawn');
  const { passToAndFro } = await load<{ passToAndFro: Case }>('flat');
  return {
    'ping-pong': pingPong(kit), unbuffered: producerConsumer(0, kit), buffered: producerConsumer(128, kit), 'fan-in': fanIn(kit), sieve: sieve(kit),
    'spawn-100k': spawnAndPark(kit), 'spawn-1m': spawnAndPark(kit),
    'flat-10': passToAndFro(kit), 'flat-1k': passToAndFro(kit), 'flat-100k': passToAndFro(kit), 'flat-1m': passToAndFro(kit),
  };
}

function goroutine(body: () => unknown): Task {
  return spawn((function* (): Generator<unknown, unknown, unknown> { return yield body(); })());
}
