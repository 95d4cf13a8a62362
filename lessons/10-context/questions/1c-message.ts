// expect: output
// | m-1: paint the fence: done
// | m-2: sail round the world: given up, context deadline exceeded
// | m-3: water the plants: done
import {
  run, chan, context, defer, select, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

interface Message {
  readonly id: string;
  readonly task: string;
  readonly takes: number;
}

const messageId = context.key<string>('message id');

async function work(ctx: Context, message: Message): Promise<void> {
  const event = await select({
    done: time.after(message.takes),
    end: ctx.done(),
  });
  const outcome = event.case === 'done'
    ? 'done'
    : `given up, ${ctx.err()?.message}`;
  console.log(`${ctx.value(messageId)}: ${message.task}: ${outcome}`);
}

/** Nobody calls this with a context: messages come out of nowhere. */
async function handle(message: Message): Promise<void> {
  const root = context.background(); // here a chain of calls begins
  const [limited, cancel] = context.withTimeout(root, 5 * time.Second);
  using _cancel = defer(cancel);
  await work(context.withValue(limited, messageId, message.id), message);
}

async function consume(queue: ReceiveChannel<Message>): Promise<void> {
  for await (const message of queue) await handle(message);
}

await run(async () => {
  const queue = chan<Message>(3);
  await queue.send({ id: 'm-1', task: 'paint the fence', takes: 2000 });
  await queue.send({
    id: 'm-2', task: 'sail round the world', takes: 9_000_000,
  });
  await queue.send({ id: 'm-3', task: 'water the plants', takes: 300 });
  queue.close();
  await consume(queue);
});
