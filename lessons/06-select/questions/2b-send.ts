// expect: output
// | a parcel: handed over
// | a piano: nobody came within two seconds
import { run, go, chan, select, time, type Channel } from 'concurrency-tutor';

async function handOver(
  thing: string, door: Channel<string>,
): Promise<void> {
  const event = await select({
    sent: select.send(door, thing),
    late: time.after(2 * time.Second),
  });
  console.log(
    `${thing}:`,
    event.case === 'sent' ? 'handed over' : 'nobody came within two seconds',
  );
}

await run(async () => {
  const door = chan<string>();
  go(async () => {
    await time.sleep(500);
    await door.receive(); // takes one thing, and no more
  });
  await handOver('a parcel', door);
  await handOver('a piano', door);
});
