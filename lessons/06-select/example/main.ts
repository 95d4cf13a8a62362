// run: native
// expect: output unordered
// | tea, too early: 429 too fast
// | tea: 200 tea: 300 cents
// | rice: 500 the supplier has no price
// | milk: 500 the tax table is missing
// | corn, no limit of patience: 504 context deadline exceeded
// | beans, gives up after 100 ms: no answer
// | server: the client has gone
// | salt, in the only place: 504 context deadline exceeded
// | pepper, beside it: 503 all places are taken
// | honey, left to chance: 200 or 500
import { run, sync, time } from 'concurrency-tutor';
import { openService, usual, type Service } from './service.ts';

/** Sends one request, and gives status and text of the answer. */
async function get(
  service: Service, path: string, patience = 60 * time.Second,
): Promise<string> {
  try {
    const response = await fetch(service.url + path, { signal: AbortSignal.timeout(patience) });
    return `${response.status} ${await response.text()}`;
  } catch {
    return 'no answer';
  }
}

async function tooEarly(): Promise<void> {
  await using service = await openService({ ...usual, perSecond: 1 });
  console.log(
    'tea, too early:',
    await get(service, '/tea?fails=nothing'),
  );
}

async function oneByOne(): Promise<void> {
  await using service = await openService({ ...usual, perSecond: 20, timeout: 500 });
  const ask = async (path: string, patience?: number): Promise<string> => {
    await time.sleep(75); // the next permit comes within 50 ms
    return get(service, path, patience);
  };
  console.log(
    'tea:',
    await ask('/tea?fetch=10&process=20&fails=nothing'),
  );
  console.log(
    'rice:',
    await ask('/rice?fetch=10&process=20&fails=fetch'),
  );
  console.log(
    'milk:',
    await ask('/milk?fetch=10&process=20&fails=process'),
  );
  console.log(
    'corn, no limit of patience:',
    await ask('/corn?fetch=10&process=60000&fails=nothing'),
  );
  console.log(
    'beans, gives up after 100 ms:',
    await ask('/beans?fetch=60000&process=20&fails=nothing', 100),
  );
}

async function onePlace(): Promise<void> {
  await using service = await openService({ ...usual, atOnce: 1, perSecond: 20, timeout: 500 });
  await time.sleep(100);
  const guests = new sync.WaitGroup();
  guests.go(async () => {
    console.log(
      'salt, in the only place:',
      await get(service, '/salt?fetch=60000&fails=nothing'),
    );
  });
  await time.sleep(200);
  console.log('pepper, beside it:', await get(service, '/pepper'));
  await guests.wait();
}

/** The usual settings. The times and the failures are left to chance. */
async function leftToChance(): Promise<void> {
  await using service = await openService(usual);
  await time.sleep(250);
  const answer = await get(service, '/honey');
  console.log(
    'honey, left to chance:',
    /^(200|500) /.test(answer) ? '200 or 500' : answer,
  );
}

await run(async () => {
  const visits = new sync.WaitGroup();
  for (const visit of [tooEarly, oneByOne, onePlace, leftToChance]) {
    visits.go(visit);
  }
  await visits.wait();
});
