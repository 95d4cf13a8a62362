// The wait comes after the loop.
import { defer, go, sync } from 'concurrency-tutor';

async function restore(plugins: readonly string[]): Promise<void> {
  const group = new sync.WaitGroup();
  group.add(plugins.length);
  for (const plugin of plugins) {
    go(function restorePlugin(_name: string) {
      using _done = defer(() => group.done());
    }, plugin);
  }
  await group.wait();
}

export default async function main(): Promise<void> {
  await restore(['volumes', 'network']);
}
