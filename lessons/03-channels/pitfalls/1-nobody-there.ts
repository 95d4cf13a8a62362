// expect: deadlock
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const answers = chan<string>();
  await answers.send('42'); // BROKEN: nobody can receive; main is the only goroutine
  console.log('got', await answers.receive()); // never reached
});
