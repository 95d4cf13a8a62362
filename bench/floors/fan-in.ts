import { PRODUCERS } from '../cases/fan-in.ts';
import { checkSum } from '../harness/check.ts';
import { Unbuffered } from './channels/unbuffered.ts';

/** One await per operation. */
export async function awaiting(messages: number): Promise<void> {
  const channel = new Unbuffered();
  for (let first = 0; first < PRODUCERS; first++) {
    void (async () => {
      for (let i = first; i < messages; i += PRODUCERS) await channel.send(i);
    })();
  }
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += await channel.receive();
  checkSum(sum, messages);
}

/** Synchronous when possible. */
export async function trying(messages: number): Promise<void> {
  const channel = new Unbuffered();
  for (let first = 0; first < PRODUCERS; first++) {
    void (async () => {
      for (let i = first; i < messages; i += PRODUCERS) if (!channel.trySend(i)) await channel.parkSender(i);
    })();
  }
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += channel.tryReceive() ?? await channel.parkReceiver();
  checkSum(sum, messages);
}
