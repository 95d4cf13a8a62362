// expect: output
// | 7 9 0 0
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const scores = chan<number>(5);
  for (const score of [7, 9]) await scores.send(score);
  scores.close();

  const seen: number[] = [];
  for (let i = 0; i < 4; i++) seen.push((await scores.receive()) ?? 0);
  console.log(seen.join(' '));
});
