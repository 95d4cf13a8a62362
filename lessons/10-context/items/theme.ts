// expect: output
// | inside: dark
// | outside: light
import { run, context, type Context } from 'concurrency-tutor';

const theme = context.key<string>('theme');

function darken(ctx: Context): void {
  ctx = context.withValue(ctx, theme, 'dark');
  console.log('inside:', ctx.value(theme));
}

await run(async () => {
  const root = context.background();
  const ctx = context.withValue(root, theme, 'light');
  darken(ctx);
  console.log('outside:', ctx.value(theme));
});
