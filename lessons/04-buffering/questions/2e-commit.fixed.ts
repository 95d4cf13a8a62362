// expect: output unordered
// | stock writes
// | payment writes
// | mail writes
// | stock forgets it
// | payment forgets it
// | mail forgets it
import { run, chan, select, sync } from 'concurrency-tutor';

type Party = readonly [name: string, agrees: boolean];

async function decide(agreement: readonly Party[]): Promise<void> {
  const votes = chan<boolean>();
  const commit = chan<never>(); // closed: everybody, write
  const abort = chan<never>(); // closed: everybody, forget it
  const parties = new sync.WaitGroup();

  for (const [name, agrees] of agreement) {
    parties.go(async () => {
      await votes.send(agrees); // phase one
      const decision = await select({ commit, abort }); // phase two
      const writes = decision.case === 'commit';
      console.log(name, writes ? 'writes' : 'forgets it');
    });
  }

  let all = true;
  for (let n = 0; n < agreement.length; n++) {
    if (!(await votes.receive())) all = false;
  }
  if (all) commit.close();
  else abort.close();
  await parties.wait();
}

await run(async () => {
  await decide([['stock', true], ['payment', true], ['mail', true]]);
  await decide([['stock', true], ['payment', false], ['mail', true]]);
});
