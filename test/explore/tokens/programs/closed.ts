import { chan, go, select } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const [values, stop] = [chan<number>(), chan<never>()];
  go(async function send() { for (let i = 0; i < 3; i++) await select({ sent: select.send(values, i), stop }); values.close(); });
  go(async function twice() { await values.receive(); stop.close(); });
  for await (const _value of values);
  await values.send(4);
}
