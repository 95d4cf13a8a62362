// expect: deadlock
import { run, chan, select, sync, type ReceiveChannel } from 'concurrency-tutor';

async function doorman(guests: ReceiveChannel<string>): Promise<void> {
  let open: ReceiveChannel<string> | null = guests;
  while (true) {
    const event = await select({ open });
    if (event.ok) console.log('welcome', event.value);
    else open = null; // no more guests
  }
}

await run(async () => {
  const guests = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(doorman, guests);
  await guests.send('Anna');
  guests.close();
  await wg.wait();
});
