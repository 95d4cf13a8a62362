// expect: output
// | capacity 0
// | non-blocking send without a receiver: false
// | received hello
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const words = chan<string>();
  console.log('capacity', words.capacity);
  console.log('non-blocking send without a receiver:', words.trySend('hello'));

  go(async () => {
    await words.send('hello'); // waits for main
  });
  console.log('received', await words.receive());
});
