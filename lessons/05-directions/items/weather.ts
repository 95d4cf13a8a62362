// expect: output
// | sun
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

function forecast(): ReceiveChannel<string> {
  const answer = chan<string>(1);
  go(async () => {
    await answer.send('sun');
  });
  return answer.receiveOnly();
}

await run(async () => {
  console.log(await forecast().receive());
});
