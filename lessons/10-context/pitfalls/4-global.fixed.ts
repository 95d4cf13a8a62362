// expect: output
// | Ada sees the orders of Ada
// | Ben sees the orders of Ben
import {
  run, context, gosched, sync, type Context,
} from 'concurrency-tutor';

const currentUser = context.key<string>('current user');
const pages = new sync.Map<string, string>();

async function handle(parent: Context, user: string): Promise<void> {
  const ctx = context.withValue(parent, currentUser, user);
  await gosched(); // loads the template; others run meanwhile
  pages.store(user, `the orders of ${ctx.value(currentUser)}`);
}

await run(async () => {
  const root = context.background();
  const requests = new sync.WaitGroup();
  requests.go(handle, root, 'Ada');
  requests.go(handle, root, 'Ben');
  await requests.wait();
  console.log('Ada sees', pages.load('Ada')[0]);
  console.log('Ben sees', pages.load('Ben')[0]);
});
