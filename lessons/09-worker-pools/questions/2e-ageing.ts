// expect: output
// | fire, bill 1, ad, bill 2
import { run, time } from 'concurrency-tutor';
import { Heap } from './heap.ts';

/**
 * A task gains 1 for every ten seconds that it waits. All of them gain
 * at the same speed, so the order of two tasks never changes. It is
 * known when they are submitted.
 */
function rank(priority: number, submitted: number): number {
  return priority - submitted / (10 * time.Second);
}

await run(async () => {
  const start = time.now();
  const heap = new Heap();
  let order = 0;
  const submit = (name: string, priority: number): void => {
    const age = rank(priority, time.since(start));
    heap.push({ name, priority: age, order: order++ });
  };

  submit('ad', 1); // at 0 s
  await time.sleep(30 * time.Second);
  submit('bill 1', 5);
  await time.sleep(15 * time.Second);
  submit('bill 2', 5); // at 45 s: the ad has aged more than 4
  submit('fire', 9);

  const names: string[] = [];
  for (let task = heap.pop(); task; task = heap.pop()) {
    names.push(task.name);
  }
  console.log(names.join(', '));
});
