import type { Context } from 'concurrency-tutor';

/** What a server answers. */
export interface Answer {
  readonly status: number;
  /** Names are in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Asks for one address, once, without following redirects. Throws when there is no answer, and when `ctx` ends. */
export type Fetch = (url: string, ctx: Context) => Promise<Answer>;

/** A page that was downloaded: an answer with a status from 200 to 299. */
export interface Page {
  readonly url: string;
  /** What stands before the semicolon in `content-type`, in small letters; empty if there is none. */
  readonly type: string;
  readonly body: string;
}

export interface CrawlOptions {
  readonly fetch: Fetch;
  /** Where to begin. */
  readonly start: readonly string[];
  /** The hosts that may be visited, with the port if it is not the usual one: `example.org`, `example.org:8080`. */
  readonly hosts: readonly string[];
  /** How many links away from the start. 0: only the start itself. The shortest way counts. */
  readonly depth: number;
  /** The most requests, those for robots.txt not counted. */
  readonly pages: number;
  /** How many downloads may be under way at the same time, those of robots.txt included. */
  readonly downloads: number;
  /** How many pages may be processed at the same time. */
  readonly processors: number;
  /** Milliseconds between the beginnings of two requests to the same host. A longer `Crawl-delay` in its robots.txt counts instead. */
  readonly delay: number;
  /** How long one request may take, in milliseconds. */
  readonly timeout: number;
  /** When the context has ended: how long what has been begun may still take, in milliseconds. */
  readonly grace: number;
  /** The crawler's name for robots.txt. */
  readonly agent: string;
  /** Saves or analyses a page. `ctx` ends when the time of grace is over. */
  readonly process: (page: Page, ctx: Context) => Promise<void>;
}

export interface CrawlReport {
  /** Pages that `process` has dealt with. */
  readonly processed: number;
  /** Requests without a good answer, pages whose processing threw. Reasons: `status 404`, or the message of what was thrown; `timeout` when it took too long. */
  readonly failed: readonly { readonly url: string; readonly reason: string }[];
  /** Addresses that robots.txt forbids. */
  readonly forbidden: readonly string[];
  /** Addresses within the bounds that were known and not visited, because of `pages` or because the crawl was ended. */
  readonly left: readonly string[];
}

/** What a robots.txt says to one crawler. */
export interface Rules {
  /** `path`: from the slash on, with the query. */
  allows(path: string): boolean;
  /** `Crawl-delay`, in milliseconds; `undefined` if there is none. */
  readonly delay: number | undefined;
}

/**
 * Reads a robots.txt.
 *
 * - A group begins with one or more lines `User-agent:` and holds the rules up to the next group. The groups that name `agent` count, in small or capital letters;
 *   if there is none, those for `*`; if there is none either, everything is allowed.
 * - `Disallow:` and `Allow:` give the beginning of a path. `*` stands for anything, `$` at the end for the end of the path. The longest rule that fits
 *   counts; of two equally long ones, `Allow`. An empty `Disallow:` forbids nothing.
 * - `#` begins a comment. Names of lines are in small or capital letters. Lines that mean nothing are passed over.
 */
export function parseRobots(text: string, agent: string): Rules {
  return notWritten('parseRobots', text, agent);
}

/**
 * The addresses that a page links to, each once, in their order: complete, and without `#…`. They stand in `href` of `<a>`, with or without quotes, in small
 * or capital letters; `&amp;` stands for `&`. Only `http:` and `https:` count. What is inside of `<!-- -->`, and links with `rel="nofollow"`, do not.
 */
export function links(html: string, base: string): string[] {
  return notWritten('links', html, base);
}

/**
 * Visits pages, from `start` on.
 *
 * - No address is asked for twice, however it is written. No host is asked that is not in `hosts`.
 * - Before the first page of a host, its robots.txt is fetched, once. An answer with a status from 400 to 499 allows everything. If there is
 *   no answer, or one with a status from 500 on, nothing on this host is allowed.
 * - The answers 301, 302, 303, 307 and 308 lead to the address in `location`, as far away as the address that was asked.
 * - A download keeps its place until a processor has taken its page. So no more than `downloads` pages wait for processing.
 * - Links are taken from pages of the type `text/html`.
 * - Requests to one host keep their distance. Hosts do not hold up each other.
 *
 * When `ctx` ends, no more requests begin. What has been begun goes on for as long as `grace`, and pages that have been downloaded are processed; after that, the
 * rest is cancelled, and a request that was cancelled counts as not visited. Then the report is given, as if all were done. Every goroutine has ended by then.
 */
export async function crawl(ctx: Context, options: CrawlOptions): Promise<CrawlReport> {
  return notWritten('crawl', ctx, options);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
