// expect: output
// | 1000 rounds
// | each side between 400 and 600 times: true
import { run, chan, select } from 'concurrency-tutor';

const rounds = 1000;

await run(async () => {
  const left = chan<string>(1);
  const right = chan<string>(1);
  await left.send('left');
  await right.send('right');

  const tally = { left: 0, right: 0 };
  for (let round = 0; round < rounds; round++) {
    const event = await select({ left, right }); // both are always ready
    tally[event.case]++;
    if (event.case === 'left') await left.send('left'); // put back
    else await right.send('right');
  }
  console.log(tally.left + tally.right, 'rounds');
  console.log(
    'each side between 400 and 600 times:',
    tally.left > 400 && tally.left < 600,
  );
});
