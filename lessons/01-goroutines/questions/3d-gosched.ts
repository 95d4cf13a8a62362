// expect: differs
// | busy: begins
// | other: gets its turn
// | busy: ends with 200010000
// --
// | busy: begins
// | busy: ends with 200010000
// | other: gets its turn
import { run, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  const others = new sync.WaitGroup();
  others.go(async () => console.log('other: gets its turn'));

  console.log('busy: begins');
  let sum = 0;
  for (let i = 1; i <= 20_000; i++) {
    sum += i;
    if (i === 10_000) await gosched(); // here others may run
  }
  console.log('busy: ends with', sum);

  await others.wait();
});
