// expect: output
// | 4 sent, 2 written
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const log = chan<string>(2);
  let sent = 0;
  for (const line of ['a', 'b', 'c', 'd']) {
    await select({ sent: select.send(log, line), default: true });
    sent++;
  }
  log.close();

  let written = 0;
  for await (const _line of log) written++;
  console.log(`${sent} sent, ${written} written`);
});
