// expect: output
// | sent: true
// | sent: false
// | got value a
// | got nothing
// | got closed
import { run, chan, select, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

type Taken<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'closed' }
  | { readonly kind: 'nothing' };

/** Sends if it need not wait. For a channel of any type. */
async function trySend<T>(
  channel: SendChannel<T>, value: T,
): Promise<boolean> {
  const event = await select({
    sent: select.send(channel, value),
    default: true,
  });
  return event.case === 'sent';
}

/** Receives if it need not wait. Three answers, each with its name. */
function tryReceive<T>(channel: ReceiveChannel<T>): Taken<T> {
  const taken = channel.tryReceive(); // the short form
  if (taken === undefined) return { kind: 'nothing' };
  const [value, ok] = taken;
  return ok ? { kind: 'value', value } : { kind: 'closed' };
}

function inWords(taken: Taken<string>): string {
  return taken.kind === 'value' ? `value ${taken.value}` : taken.kind;
}

await run(async () => {
  const letters = chan<string>(1);
  console.log('sent:', await trySend(letters, 'a'));
  console.log('sent:', await trySend(letters, 'b'));
  console.log('got', inWords(tryReceive(letters)));
  console.log('got', inWords(tryReceive(letters)));
  letters.close();
  console.log('got', inWords(tryReceive(letters)));
});
