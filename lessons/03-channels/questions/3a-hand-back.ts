// expect: output
// | report with 3 lines
import { run, go, chan } from 'concurrency-tutor';

interface Report { lines: string[] }

await run(async () => {
  const reports = chan<Report>(1);
  go(async () => {
    const report: Report = { lines: [] }; // private to this goroutine …
    for (const word of ['one', 'two', 'three']) report.lines.push(word);
    await reports.send(report); // … until it hands the report over, and lets go of it
  });

  const [report, ok] = await reports.receiveOk();
  if (ok) console.log(`report with ${report.lines.length} lines`);
});
