// expect: output
// | first subtask: done after 2000 ms
// | second subtask: context deadline exceeded after 7000 ms
// | third subtask: done after 9000 ms
// | the task: still going on
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

const start = time.now();

/** Has 5 seconds, or what is left of the task's time. */
async function subtask(
  task: Context, name: string, takes: number,
): Promise<void> {
  const [ctx, cancel] = context.withTimeout(task, 5 * time.Second);
  using _cancel = defer(cancel);
  const event = await select({
    done: time.after(takes),
    end: ctx.done(),
  });
  const how = event.case === 'done' ? 'done' : ctx.err()?.message;
  const elapsed = Math.round(time.since(start));
  console.log(`${name} subtask: ${how} after ${elapsed} ms`);
}

await run(async () => {
  const [task, cancel] = context.withTimeout(
    context.background(), 30 * time.Second,
  );
  using _cancel = defer(cancel);
  await subtask(task, 'first', 2000);
  await subtask(task, 'second', 8000);
  await subtask(task, 'third', 2000);
  console.log('the task:', task.err()?.message ?? 'still going on');
});
