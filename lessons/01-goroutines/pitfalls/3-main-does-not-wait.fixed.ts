// expect: output unordered
// | main: all reports started
// | report sales is written
// | report stock is written
// | main: all reports written
import { run, sync, time } from 'concurrency-tutor';

async function writeReport(name: string): Promise<void> {
  await time.sleep(20);
  console.log('report', name, 'is written');
}

await run(async () => {
  const reports = new sync.WaitGroup();
  reports.go(writeReport, 'sales');
  reports.go(writeReport, 'stock');
  console.log('main: all reports started');
  await reports.wait();
  console.log('main: all reports written');
});
