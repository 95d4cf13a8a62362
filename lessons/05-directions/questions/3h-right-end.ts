// expect: output
// | kept: cup, plate
import {
  run, go, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** The caller will read: it gets the exit. */
function source(values: readonly string[]): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    for (const value of values) await out.send(value);
    out.close();
  });
  return out.receiveOnly();
}

/** The caller will write and close: it gets the entrance. */
function sink(): {
  entrance: SendChannel<string>;
  summary: ReceiveChannel<string>;
} {
  const entrance = chan<string>();
  const summary = chan<string>(1);
  go(async () => {
    const kept: string[] = [];
    for await (const value of entrance) kept.push(value);
    await summary.send(`kept: ${kept.join(', ')}`);
  });
  return {
    entrance: entrance.sendOnly(),
    summary: summary.receiveOnly(),
  };
}

await run(async () => {
  const { entrance, summary } = sink();
  for await (const value of source(['cup', 'plate']))
    await entrance.send(value);
  entrance.close();
  console.log(await summary.receive());
});
