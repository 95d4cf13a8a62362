// expect: output
// | main: cancelled
// | polite: stopped after 1 step
// | deaf: all 5 steps done
// | main: both have ended
import {
  run, context, select, sync, time, type Context,
} from 'concurrency-tutor';

const step = 100 * time.Millisecond;

async function polite(ctx: Context): Promise<void> {
  for (let done = 0; done < 5; done++) {
    const event = await select({
      ready: time.after(step),
      end: ctx.done(),
    });
    if (event.case === 'end') {
      console.log(`polite: stopped after ${done} step`);
      return;
    }
  }
}

async function deaf(_ctx: Context): Promise<void> {
  for (let done = 0; done < 5; done++) await time.sleep(step);
  console.log('deaf: all 5 steps done');
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const workers = new sync.WaitGroup();
  workers.go(polite, ctx);
  workers.go(deaf, ctx);

  await time.sleep(150 * time.Millisecond);
  cancel();
  console.log('main: cancelled');
  await workers.wait();
  console.log('main: both have ended');
});
