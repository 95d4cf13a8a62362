// expect: differs
// | worker 1 obeys: pause
// | main hears: ok
// --
// | worker 1 obeys: pause
// | worker 2 obeys: ok
// | main hears: ok
// --
// | worker 2 obeys: pause
// | main hears: ok
// --
// | worker 2 obeys: pause
// | worker 1 obeys: ok
// | main hears: ok
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const control = chan<string>(); // orders go in, confirmations come out
  for (const worker of [1, 2]) {
    go.daemon(async () => {
      const word = await control.receive();
      console.log(`worker ${worker} obeys: ${word}`);
      await control.send('ok');
    });
  }
  await control.send('pause');
  console.log('main hears:', await control.receive());
});
