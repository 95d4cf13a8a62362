// expect: leak
import { run, chan, go } from 'concurrency-tutor';

await run(async () => {
  const votes = chan<boolean>();
  const commit = chan<never>(); // closed: everybody, write

  for (const name of ['stock', 'payment', 'mail']) {
    go(async () => {
      await votes.send(name !== 'payment'); // phase one
      await commit.receive(); // phase two
      console.log(name, 'writes');
    });
  }

  let all = true;
  for (let n = 0; n < 3; n++) if (!(await votes.receive())) all = false;
  if (all) commit.close();
  else console.log('somebody said no');
});
