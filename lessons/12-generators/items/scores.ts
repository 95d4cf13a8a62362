// expect: output
// | lowest 0
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const scores = chan<number>();
  go(async () => {
    for (const score of [8, 6]) await scores.send(score); // one is ill
    scores.close();
  });
  let lowest = Infinity;
  for (let player = 0; player < 3; player++) {
    const score = (await scores.receive()) ?? 0; // as in Go
    lowest = Math.min(lowest, score);
  }
  console.log('lowest', lowest);
});
