import { Unbuffered } from './channels/unbuffered.ts';

/** One await per operation. */
export async function awaiting(rounds: number): Promise<void> {
  const ping = new Unbuffered();
  const pong = new Unbuffered();
  void (async () => {
    for (let i = 0; i < rounds; i++) {
      const value = await ping.receive();
      await pong.send(value + 1);
    }
  })();
  for (let i = 0; i < rounds; i++) {
    await ping.send(i);
    await pong.receive();
  }
}

/** Synchronous when possible. */
export async function trying(rounds: number): Promise<void> {
  const ping = new Unbuffered();
  const pong = new Unbuffered();
  void (async () => {
    for (let i = 0; i < rounds; i++) {
      const value = ping.tryReceive() ?? await ping.parkReceiver();
      if (!pong.trySend(value + 1)) await pong.parkSender(value + 1);
    }
  })();
  for (let i = 0; i < rounds; i++) {
    if (!ping.trySend(i)) await ping.parkSender(i);
    if (pong.tryReceive() === undefined) await pong.parkReceiver();
  }
}
