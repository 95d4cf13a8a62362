// expect: output
// | the cake is baked
// | told to stop
import { run, chan, select } from 'concurrency-tutor';

function bake(): string {
  console.log('the cake is baked');
  return 'cake';
}

await run(async () => {
  const guests = chan<string>(); // nobody receives here
  const stop = chan<void>();
  stop.close();
  const event = await select({
    served: select.send(guests, bake()),
    stop,
  });
  console.log(event.case === 'stop' ? 'told to stop' : 'served');
});
