// run: native
// expect: output
// | /2024/report.txt: 1200 bytes in 1-report.txt
// | /2025/report.txt: 2000 bytes in 2-report.txt
// | /missing.txt: the server says 404
// | /broken.bin: the download broke off
// | /photo.raw: 50000 bytes in 5-photo.raw
// | in the folder: 1-report.txt, 2-report.txt, 5-photo.raw
// | at most 3 at a time: true
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from 'concurrency-tutor';
import { FileDownloader, type Download } from './downloader.ts';
import { startFileServer } from './file-server.ts';

const paths = ['/2024/report.txt', '/2025/report.txt', '/missing.txt', '/broken.bin', '/photo.raw'];

function inWords(result: Download): string {
  const { pathname } = new URL(result.url);
  if (result.error !== undefined) return `${pathname}: ${result.error.message}`;
  return `${pathname}: ${result.bytes} bytes in ${basename(result.path)}`;
}

await run(async () => {
  await using server = await startFileServer();
  const temporary = await mkdtemp(join(tmpdir(), 'downloader-'));
  const folder = join(temporary, 'downloads');

  try {
    await mkdir(folder, { mode: 0o755 });
    const downloader = new FileDownloader(folder, 3);
    const results = await downloader.downloadAll(paths.map((path) => server.origin + path));

    for (const result of results) console.log(inWords(result));
    console.log(`in the folder: ${(await readdir(folder)).sort().join(', ')}`);
    console.log(`at most 3 at a time: ${server.mostAtOnce() <= 3}`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
});
