// expect: output
// | background: err undefined, deadline undefined, user undefined
// | todo: err undefined, deadline undefined, user undefined
// | one object? false
import { run, context } from 'concurrency-tutor';

const user = context.key<string>('user');

await run(async () => {
  const background = context.background();
  const todo = context.todo();
  for (const [name, ctx] of Object.entries({ background, todo })) {
    console.log(`${name}: err ${ctx.err()},`,
      `deadline ${ctx.deadline()}, user ${ctx.value(user)}`);
  }
  console.log('one object?', background === todo);
});
