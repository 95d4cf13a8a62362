import { chan, go, time } from 'concurrency-tutor';
import { startAll } from '../starter/relay.ts';

export interface StartInput { names: string[] }
export interface StartHistory { endedBeforeSignal: boolean; ran: string[] }

/** The signal comes after a second of the program's own clock; nobody has anything to do until then. */
export async function start({ names }: StartInput): Promise<StartHistory> {
  const signal = chan<never>();
  let ended = false;
  let endedBeforeSignal = false;
  go(async () => {
    await time.sleep(1000);
    endedBeforeSignal = ended;
    signal.close();
  });
  const ran = await startAll(names, signal);
  ended = true;
  // The signal is given in any case, so that nobody is left waiting through no fault of theirs.
  await signal.receive();
  return { endedBeforeSignal, ran };
}
