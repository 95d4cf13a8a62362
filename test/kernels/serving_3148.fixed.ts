// The chain is complete before the controller starts.
import { sync } from 'concurrency-tutor';

type Reactor = (action: string) => boolean;

class FakeClient {
  reactors: Reactor[] = [() => true];

  prependReactor(reactor: Reactor): void {
    this.reactors = [reactor, ...this.reactors];
  }

  invoke(action: string): boolean {
    return this.reactors.some((reactor) => reactor(action));
  }
}

async function reconcile(client: FakeClient, keys: readonly string[]): Promise<void> {
  const wg = new sync.WaitGroup();
  for (const key of keys) wg.go(function update() { client.invoke(`update ${key}`); });
  await wg.wait();
}

export default async function main(): Promise<void> {
  const client = new FakeClient();
  client.prependReactor((action) => action.startsWith('delete'));
  const controller = new sync.WaitGroup();
  controller.go(reconcile, client, ['a', 'b']);
  await controller.wait();
}
