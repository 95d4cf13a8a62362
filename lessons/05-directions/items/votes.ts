// expect: type-error TS2339
import {
  run, go, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function count(
  votes: ReceiveChannel<string>,
  result: SendChannel<number>,
): Promise<void> {
  let yes = 0;
  for await (const vote of votes) if (vote === 'yes') yes++;
  await result.send(yes);
  console.log('announced', await result.receive());
}

await run(async () => {
  const votes = chan<string>();
  const result = chan<number>(1);
  go(count, votes, result);
  for (const vote of ['yes', 'no', 'yes']) await votes.send(vote);
  votes.close();
  console.log(await result.receive());
});
