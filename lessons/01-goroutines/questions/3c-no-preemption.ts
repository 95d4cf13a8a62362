// expect: output
// | busy: begins
// | busy: ends with 200010000
// | other: gets its turn
import { run, sync } from 'concurrency-tutor';

await run(async () => {
  const others = new sync.WaitGroup();
  others.go(async () => console.log('other: gets its turn'));

  console.log('busy: begins');
  let sum = 0;
  for (let i = 1; i <= 20_000; i++) sum += i;
  console.log('busy: ends with', sum);

  await others.wait();
});
