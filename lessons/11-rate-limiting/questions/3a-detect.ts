// expect: output
// | 200, {"tea":3} -> fine
// | 429, slow down -> limited, wait 2000 ms
// | 429, slow down -> limited, wait 5000 ms
// | 429, slow down -> limited
// | 503, too busy -> limited, wait 1000 ms
// | 503, broken -> failed
// | 200, {"error":"rate_limited"} -> limited
// | no answer in time -> failed
import { run, time } from 'concurrency-tutor';
import type { Reply } from './reply.ts';

type Outcome =
  | { readonly kind: 'fine' }
  | { readonly kind: 'limited'; readonly wait: number | undefined }
  | { readonly kind: 'failed' };

/** Seconds, or a date. In milliseconds from now. */
function readRetryAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * time.Second;
  const date = Date.parse(text);
  if (Number.isNaN(date)) return undefined;
  return Math.max(0, time.until(date));
}

/** Takes the body as text that was read once. `undefined`: no answer. */
function judge(reply: Reply | undefined): Outcome {
  if (!reply) return { kind: 'failed' }; // slow is not limited
  const wait = readRetryAfter(reply.retryAfter);
  if (reply.status === 429) return { kind: 'limited', wait };
  if (reply.status === 503 && wait !== undefined) {
    return { kind: 'limited', wait };
  }
  if (reply.status >= 400) return { kind: 'failed' };
  if (reply.body.includes('"error":"rate_limited"')) {
    return { kind: 'limited', wait }; // some services say it like this
  }
  return { kind: 'fine' };
}

await run(async () => {
  const date = new Date(time.now() + 5000).toISOString();
  const replies: (Reply | undefined)[] = [
    { status: 200, body: '{"tea":3}' },
    { status: 429, body: 'slow down', retryAfter: '2' },
    { status: 429, body: 'slow down', retryAfter: date },
    { status: 429, body: 'slow down' },
    { status: 503, body: 'too busy', retryAfter: '1' },
    { status: 503, body: 'broken' },
    { status: 200, body: '{"error":"rate_limited"}' },
    undefined,
  ];
  for (const reply of replies) {
    const outcome = judge(reply);
    const what = reply ? `${reply.status}, ${reply.body}`
      : 'no answer in time';
    const wait = outcome.kind === 'limited' && outcome.wait !== undefined
      ? `, wait ${Math.round(outcome.wait)} ms` : '';
    console.log(`${what} -> ${outcome.kind}${wait}`);
  }
});
