// expect: output
// | to the client: 202 accepted
// | mail: sent
import {
  run, context, defer, select, sync, time, type Context,
} from 'concurrency-tutor';

const background = new sync.WaitGroup();

async function sendMail(request: Context): Promise<void> {
  // Its values, but not its end; and a limit of its own.
  const [ctx, cancel] = context.withTimeout(
    context.withoutCancel(request), 10 * time.Second,
  );
  using _cancel = defer(cancel);
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
