// expect: unfinished
// expect: output
// | main: all reports started
import { run, go, time } from 'concurrency-tutor';

async function writeReport(name: string): Promise<void> {
  await time.sleep(20);
  console.log('report', name, 'is written');
}

await run(async () => {
  go(writeReport, 'sales');
  go(writeReport, 'stock');
  console.log('main: all reports started');
});
