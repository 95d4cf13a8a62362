// expect: output
// | a b c
import {
  run, go, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function fill(entrance: SendChannel<string>): Promise<void> {
  for (const letter of ['a', 'b', 'c']) await entrance.send(letter);
  entrance.close();
}

async function empty(exit: ReceiveChannel<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const letter of exit) all.push(letter);
  return all;
}

await run(async () => {
  const letters = chan<string>(); // the original stays here
  go(fill, letters.sendOnly());
  console.log((await empty(letters.receiveOnly())).join(' '));
});
