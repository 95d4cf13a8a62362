// expect: output
// | SIGTERM: one job is at work
// | main: after 5000 ms it must be ready by now
// | the job was not finished
import {
  run, go, context, defer, signal, time,
} from 'concurrency-tutor';

let finished = false;

async function job(): Promise<void> {
  await time.sleep(8 * time.Second);
  finished = true;
}

await run(async () => {
  const root = context.background();
  const [ctx, stop] = signal.notifyContext(root, 'SIGTERM');
  using _stop = defer(stop);
  go(job);
  time.afterFunc(100, () => process.kill(process.pid, 'SIGTERM'));

  await ctx.done().receive();
  console.log('SIGTERM: one job is at work');
  await time.sleep(5 * time.Second); // a guess
  console.log('main: after 5000 ms it must be ready by now');
  console.log(`the job was ${finished ? '' : 'not '}finished`);
});
