// expect: output
// | cancel: context canceled
// | deadline: context deadline exceeded
// | timeout: context deadline exceeded
// | value: Ada, still going on
// | without cancel: Ada, still going on
import {
  run, context, defer, time, type Context,
} from 'concurrency-tutor';

const user = context.key<string>('user');

function state(ctx: Context): string {
  return ctx.err()?.message ?? 'still going on';
}

await run(async () => {
  const root = context.background();

  const [cancelled, cancel] = context.withCancel(root);
  cancel();
  console.log('cancel:', state(cancelled));

  const inFiveMinutes = time.now() + 5 * time.Minute;
  const [dated, cancelDated] = context.withDeadline(root, inFiveMinutes);
  using _dated = defer(cancelDated);
  await dated.done().receive();
  console.log('deadline:', state(dated));

  const [timed, cancelTimed] = context.withTimeout(
    root, 30 * time.Second,
  );
  using _timed = defer(cancelTimed);
  await timed.done().receive();
  console.log('timeout:', state(timed));

  const named = context.withValue(root, user, 'Ada');
  console.log(`value: ${named.value(user)}, ${state(named)}`);

  const [ending, end] = context.withCancel(named);
  end();
  const kept = context.withoutCancel(ending);
  console.log(`without cancel: ${kept.value(user)}, ${state(kept)}`);
});
