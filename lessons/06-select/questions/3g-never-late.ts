// expect: output
// | with default: default, after 0 ms
// | without: late, after 2000 ms
import { run, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const answer = chan<string>();

  let start = time.now();
  const impatient = await select({
    answer,
    late: time.after(2 * time.Second),
    default: true,
  });
  console.log(`with default: ${impatient.case}, after ${Math.round(time.since(start))} ms`);

  start = time.now();
  const patient = await select({
    answer,
    late: time.after(2 * time.Second),
  });
  console.log(`without: ${patient.case}, after ${Math.round(time.since(start))} ms`);
});
