// expect: output
// | got 42
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const answers = chan<string>();
  go(async () => {
    await answers.send('42'); // waits here, in its own goroutine, while main goes on
  });
  console.log('got', await answers.receive());
});
