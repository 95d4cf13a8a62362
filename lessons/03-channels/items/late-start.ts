// expect: deadlock
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const words = chan<string>();
  const replies = chan<string>();

  await words.send('ping');
  go(async () => {
    const word = await words.receive();
    await replies.send(`${word}, pong`);
  });
  console.log(await replies.receive());
});
