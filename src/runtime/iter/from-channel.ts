import type { ReceiveChannel } from '../channel.ts';
import { Link, sequence } from './link.ts';
import { opened } from './opened.ts';
import type { Sequence } from './seq.ts';

/**
 * The values of a channel until it is closed. Leaving the loop does not close the channel. Go: `for v := range ch`.
 *
 * A channel may also be given to the functions of `iter` as it is.
 */
export function fromChannel<T>(channel: ReceiveChannel<T>): Sequence<T> {
  return sequence<T>(async function* (link) {
    for await (const value of opened(channel, link)) yield value;
  }, new Link({ waits: 'for channels' }));
}
