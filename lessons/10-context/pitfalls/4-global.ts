// expect: differs
// | Ada sees the orders of Ben
// | Ben sees the orders of Ben
// --
// | Ada sees the orders of Ada
// | Ben sees the orders of Ada
// --
// | Ada sees the orders of Ada
// | Ben sees the orders of Ben
// expect: race
import { run, gosched, sync } from 'concurrency-tutor';

let currentUser = '';
const pages = new Map<string, string>();

async function handle(user: string): Promise<void> {
  currentUser = user;
  await gosched(); // loads the template; others run meanwhile
  pages.set(user, `the orders of ${currentUser}`);
}

await run(async () => {
  const requests = new sync.WaitGroup();
  requests.go(handle, 'Ada');
  requests.go(handle, 'Ben');
  await requests.wait();
  console.log('Ada sees', pages.get('Ada'));
  console.log('Ben sees', pages.get('Ben'));
});
