// expect: output
// | to the client: 202 accepted
// | mail: not sent, context canceled
import {
  run, context, defer, select, sync, time, type Context,
} from 'concurrency-tutor';

const background = new sync.WaitGroup();

async function sendMail(ctx: Context): Promise<void> {
  const event = await select({
    sent: time.after(300 * time.Millisecond),
    end: ctx.done(),
  });
  console.log(event.case === 'sent'
    ? 'mail: sent'
    : `mail: not sent, ${ctx.err()?.message}`);
}

async function handle(server: Context): Promise<void> {
  const [request, cancel] = context.withCancel(server);
  using _cancel = defer(cancel); // the request ends with its answer
  background.go(sendMail, request);
  console.log('to the client: 202 accepted');
}

await run(async () => {
  await handle(context.background());
  await background.wait();
});
