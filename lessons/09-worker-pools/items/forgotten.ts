// expect: leak
import { run, chan, go, sync, time } from 'concurrency-tutor';

await run(async () => {
  const songs = chan<string>(4);
  const played = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    go(async () => {
      for await (const _ of songs) {
        await time.sleep(100);
        played.done();
      }
    });
  }
  for (const song of ['blues', 'tango', 'waltz']) {
    played.add();
    await songs.send(song);
  }
  await played.wait();
  console.log('all songs are played');
});
