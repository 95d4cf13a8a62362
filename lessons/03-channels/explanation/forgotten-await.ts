// expect: lint no-floating-promises
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>();
  go(async () => {
    numbers.send(1); // BROKEN: starts a send, and goes on without waiting for it
    console.log('sent?');
  });
  console.log('got', await numbers.receive());
});
