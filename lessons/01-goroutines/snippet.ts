// expect: output unordered
// | hello from a named function
// | closure 0
// | closure 1
// | closure 2
// | closure 3
// | closure 4
// | argument 0
// | argument 1
// | argument 2
// | argument 3
// | argument 4
// | main goes on at once
import { run, go, time } from 'concurrency-tutor';

async function greet(name: string): Promise<void> {
  console.log('hello from', name);
}

await run(async () => {
  go(greet, 'a named function');

  for (let i = 0; i < 5; i++) {
    const copy = i; // belongs to this turn of the loop alone
    go(async () => console.log('closure', copy));
  }

  for (let i = 0; i < 5; i++) {
    go(async (value: number) => console.log('argument', value), i);
  }

  console.log('main goes on at once');

  // Keeps main alive while the others run. Real programs wait for their
  // goroutines instead of guessing how long they take: see pitfall 1.P3.
  await time.sleep(1 * time.Second);
});
