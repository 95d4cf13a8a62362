// module
import { select, time, type Context } from 'concurrency-tutor';

/** What weighing a parcel came to: a weight, or an error. */
export type Weighed =
  | { readonly parcel: number; readonly weight: number }
  | { readonly parcel: number; readonly error: Error };

/** Weighs a parcel in 100 ms. A broken one throws after 50 ms. */
export async function weigh(
  parcel: number, broken: readonly number[], ctx?: Context,
): Promise<number> {
  const event = await select({
    done: time.after(broken.includes(parcel) ? 50 : 100),
    stop: ctx === undefined ? null : ctx.done(),
  });
  if (event.case === 'stop') throw new Error('stopped');
  if (broken.includes(parcel)) {
    throw new Error(`parcel ${parcel} has come open`);
  }
  return parcel * 10;
}
