// expect: meter queue>100
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const mails = chan<number>(500);
  const out = chan<number>();
  go(async () => {
    for (let n = 0; n < 200; n++) await mails.send(n);
    mails.close();
  });
  go(async () => {
    for await (const mail of mails) await out.send(mail);
    out.close();
  });
  let read = 0;
  for await (const _ of out) {
    await time.sleep(50);
    read++;
  }
  console.log(read, 'mails read');
});
