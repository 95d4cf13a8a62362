// Non-blocking / data race
// A test puts a reactor in front of a fake client's chain while a controller that is already running goes through it.
// found: race
import { sync } from 'concurrency-tutor';

type Reactor = (action: string) => boolean;

class FakeClient {
  reactors: Reactor[] = [() => true];

  prependReactor(reactor: Reactor): void {
    this.reactors = [reactor, ...this.reactors]; // RACE
  }

  invoke(action: string): boolean {
    return this.reactors.some((reactor) => reactor(action)); // RACE
  }
}

async function reconcile(client: FakeClient, keys: readonly string[]): Promise<void> {
  const wg = new sync.WaitGroup();
  for (const key of keys) wg.go(function update() { client.invoke(`update ${key}`); });
  await wg.wait();
}

export default async function main(): Promise<void> {
  const client = new FakeClient();
  const controller = new sync.WaitGroup();
  controller.go(reconcile, client, ['a', 'b']);
  client.prependReactor((action) => action.startsWith('delete'));
  await controller.wait();
}
