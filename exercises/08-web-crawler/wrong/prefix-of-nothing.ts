import { context, defer, select, semaphore, sync, time, type Context } from 'concurrency-tutor';

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
  const groups = readGroups(text);
  const name = agent.toLowerCase();
  const own = groups.filter(({ agents }) => agents.includes(name));
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  const rules = chosen.flatMap((group) => group.rules);
  return {
    delay: chosen.find(({ delay }) => delay !== undefined)?.delay,
    allows(path) {
      let best: Rule | undefined;
      for (const rule of rules) {
        if (!rule.pattern.test(path)) continue;
        if (best === undefined || rule.length > best.length || (rule.length === best.length && rule.allow)) best = rule;
      }
      return best?.allow ?? true;
    },
  };
}

/**
 * The addresses that a page links to, each once, in their order: complete, and without `#…`. They stand in `href` of `<a>`, with or without quotes, in small
 * or capital letters; `&amp;` stands for `&`. Only `http:` and `https:` count. What is inside of `<!-- -->`, and links with `rel="nofollow"`, do not.
 */
export function links(html: string, base: string): string[] {
  const found = new Set<string>();
  for (const [, attributes = ''] of html.replaceAll(/<!--[\s\S]*?-->/g, '').matchAll(/<a\s([^>]*)>/gi)) {
    const link = attribute(attributes, 'href');
    if (link === undefined || attribute(attributes, 'rel')?.toLowerCase().split(/\s+/).includes('nofollow')) continue;
    const address = complete(link.replaceAll('&amp;', '&'), base);
    if (address !== undefined) found.add(address);
  }
  return [...found];
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
  const [hard, cancel] = context.withCancel(context.withoutCancel(ctx));
  using _cancel = defer(cancel);
  const over = context.afterFunc(ctx, async () => {
    await pause(hard, options.grace);
    cancel();
  });
  const crawler = new Crawler(ctx, hard, options);
  for (const link of options.start) await crawler.meet(complete(link), 0);
  await crawler.wait();
  over();
  return crawler.report();
}

interface Rule {
  readonly allow: boolean;
  readonly length: number;
  readonly pattern: RegExp;
}

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  delay: number | undefined;
}

function readGroups(text: string): readonly Group[] {
  const groups: Group[] = [];
  // Lines `User-agent:` one after the other belong to the same group.
  let isHead = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line.replace(/#.*/, '')) ?? [];
    const field = name.toLowerCase();
    if (field === 'user-agent') {
      if (!isHead) groups.push({ agents: [], rules: [], delay: undefined });
      groups.at(-1)?.agents.push(value.toLowerCase());
      isHead = true;
      continue;
    }
    if (field === '') continue;
    isHead = false;
    addLine(groups.at(-1), field, value);
  }
  return groups;
}

function addLine(group: Group | undefined, field: string, value: string): void {
  if (group === undefined) return;
  if ((field === 'allow' || field === 'disallow')) group.rules.push({ allow: field === 'allow', length: value.length, pattern: patternFor(value) });
  if (field === 'crawl-delay' && Number(value) >= 0 && value !== '') group.delay ??= Number(value) * 1000;
}

function patternFor(value: string): RegExp {
  const end = value.endsWith('$') ? '$' : '';
  const parts = (end === '' ? value : value.slice(0, -1)).split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}${end}`);
}

function attribute(text: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** The one way in which an address is written; `undefined` when it is none that can be asked for. */
function complete(link: string, base?: string): string | undefined {
  if (!URL.canParse(link.trim(), base)) return undefined;
  const url = new URL(link.trim(), base);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Nothing is allowed where nobody can say what is allowed. */
const nothing: Rules = { allows: () => false, delay: undefined };

/** Asks, for as long as the timeout. Throws `timeout` as an error of its own. */
async function ask(ctx: Context, { fetch, timeout }: CrawlOptions, url: string): Promise<Answer> {
  const [own, cancel] = context.withTimeout(ctx, timeout);
  using _cancel = defer(cancel);
  try {
    return await fetch(url, own);
  } catch (error) {
    throw ctx.err() ?? (own.err() === undefined ? error : new Error('timeout'));
  }
}

async function rulesOf(ctx: Context, options: CrawlOptions, origin: string): Promise<Rules> {
  try {
    const { status, body } = await ask(ctx, options, `${origin}/robots.txt`);
    if (status >= 200 && status < 300) return parseRobots(body, options.agent);
    return status >= 400 && status < 500 ? parseRobots('', options.agent) : nothing;
  } catch {
    return nothing;
  }
}

function pageFrom(url: string, { headers, body }: Answer): Page {
  return { url, type: (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '', body };
}

/** Sleeps, unless the context ends first. */
async function pause(ctx: Context, milliseconds: number): Promise<void> {
  const timer = time.newTimer(milliseconds);
  using _stop = defer(() => timer.stop());
  await select({ late: timer.channel, stop: ctx.done() });
}

interface Address {
  readonly url: string;
  depth: number;
  isVisited: boolean;
  isForbidden: boolean;
  /** Where it leads, and how far away that is. */
  targets: readonly string[];
  steps: number;
}

/** A host has a goroutine of its own for as long as it has addresses that wait. It keeps the distance between requests. */
interface Host {
  readonly origin: string;
  readonly waiting: Address[];
  isBusy: boolean;
  rules: Rules | undefined;
  next: number;
}

class Crawler {
  readonly #ctx: Context;
  readonly #hard: Context;
  readonly #options: CrawlOptions;
  readonly #downloads: semaphore.Weighted;
  readonly #processors: semaphore.Weighted;
  /** Everything that goes on: hosts, downloads, pages. */
  readonly #work = new sync.WaitGroup();
  /** Guards all below, and the hosts and addresses. */
  readonly #lock = new sync.Mutex();
  readonly #addresses = new Map<string, Address>();
  readonly #hosts = new Map<string, Host>();
  readonly #failed: { url: string; reason: string }[] = [];
  #processed = 0;
  #requests = 0;

  constructor(ctx: Context, hard: Context, options: CrawlOptions) {
    this.#ctx = ctx;
    this.#hard = hard;
    this.#options = options;
    this.#downloads = new semaphore.Weighted(options.downloads);
    this.#processors = new semaphore.Weighted(options.processors);
  }

  /** Returns when nothing goes on any more. */
  wait(): Promise<void> {
    return this.#work.wait();
  }

  /** An address has come up, so many links away from the start. */
  async meet(url: string | undefined, depth: number): Promise<void> {
    using _lock = await this.#lock.acquire();
    this.#meet(url, depth);
  }

  /** Under the lock. */
  #meet(url: string | undefined, depth: number): void {
    if (url === undefined || depth > this.#options.depth || !this.#options.hosts.includes(new URL(url).host)) return;
    const known = this.#addresses.get(url);
    if (known !== undefined) {
      if (depth >= known.depth) return;
      known.depth = depth;
      for (const target of known.targets) this.#meet(target, depth + known.steps);
      return;
    }
    const address: Address = { url, depth, isVisited: false, isForbidden: false, targets: [], steps: 1 };
    this.#addresses.set(url, address);
    const host = this.#hostOf(url);
    host.waiting.push(address);
    if (host.isBusy) return;
    host.isBusy = true;
    this.#work.go(() => this.#visitHost(host));
  }

  #hostOf(url: string): Host {
    const { host: name, origin } = new URL(url);
    const host = this.#hosts.get(name) ?? { origin, waiting: [], isBusy: false, rules: undefined, next: -Infinity };
    this.#hosts.set(name, host);
    return host;
  }

  /** Visits what waits at a host, in turn, until nothing waits there or the crawl is to end. */
  async #visitHost(host: Host): Promise<void> {
    if (host.rules === undefined) {
      if (!await this.#mayBegin(host)) return;
      using _place = defer(() => this.#downloads.release(1));
      host.next = time.now() + this.#options.delay;
      host.rules = await rulesOf(this.#hard, this.#options, host.origin);
      const own = host.rules.delay ?? 0;
      host.next += Math.max(0, own - this.#options.delay);
    }
    const rules = host.rules;
    for (;;) {
      const address = await this.#nextOf(host, rules);
      if (address === undefined) return;
      if (!await this.#mayBegin(host) || !await this.#takeRequest(address)) return;
      host.next = time.now() + Math.max(this.#options.delay, rules.delay ?? 0);
      this.#work.go(() => this.#download(address));
    }
  }

  /** The first address that is allowed. Leaves it in its place. */
  async #nextOf(host: Host, rules: Rules): Promise<Address | undefined> {
    using _lock = await this.#lock.acquire();
    for (let address = host.waiting.shift(); address !== undefined; address = host.waiting.shift()) {
      const { pathname, search } = new URL(address.url);
      if (rules.allows(pathname + search)) return address;
      address.isForbidden = true;
    }
    host.isBusy = false;
    return undefined;
  }

  /** Waits for the distance and for a place. `false`: the crawl is to end; there is no place to give back then. */
  async #mayBegin(host: Host): Promise<boolean> {
    await pause(this.#ctx, Math.max(0, host.next - time.now()));
    try {
      await this.#downloads.acquire(this.#ctx, 1);
    } catch {
      return false;
    }
    if (this.#ctx.err() === undefined) return true;
    this.#downloads.release(1);
    return false;
  }

  /** Counts a request. `false`: there have been enough; the place is given back. */
  async #takeRequest(address: Address): Promise<boolean> {
    using _lock = await this.#lock.acquire();
    if (this.#requests < this.#options.pages && this.#ctx.err() === undefined) {
      this.#requests += 1;
      address.isVisited = true;
      return true;
    }
    this.#downloads.release(1);
    return false;
  }

  /** Has a place, and keeps it until a processor has taken the page. */
  async #download(address: Address): Promise<void> {
    using _place = defer(() => this.#downloads.release(1));
    let answer: Answer;
    try {
      answer = await ask(this.#hard, this.#options, address.url);
    } catch (error) {
      await this.#change(() => {
        if (this.#hard.err() === undefined) this.#failed.push({ url: address.url, reason: messageOf(error) });
        else address.isVisited = false;
      });
      return;
    }
    if (answer.status >= 200 && answer.status < 300) {
      await this.#processors.acquire(context.background(), 1);
      this.#work.go(() => this.#process(address, pageFrom(address.url, answer)));
    } else if (redirects.has(answer.status)) {
      const target = complete(answer.headers['location'] ?? '', address.url);
      await this.#lead(address, target === undefined ? [] : [target], 0);
    } else await this.#change(() => { this.#failed.push({ url: address.url, reason: `status ${answer.status}` }); });
  }

  async #process(address: Address, page: Page): Promise<void> {
    using _place = defer(() => this.#processors.release(1));
    try {
      await this.#options.process(page, this.#hard);
      await this.#change(() => { this.#processed += 1; });
    } catch (error) {
      await this.#change(() => { this.#failed.push({ url: page.url, reason: messageOf(error) }); });
    }
    if (page.type === 'text/html') await this.#lead(address, links(page.body, page.url), 1);
  }

  async #lead(address: Address, targets: readonly string[], steps: number): Promise<void> {
    await this.#change(() => {
      address.targets = targets;
      address.steps = steps;
      for (const target of targets) this.#meet(target, address.depth + steps);
    });
  }

  async #change(change: () => void): Promise<void> {
    using _lock = await this.#lock.acquire();
    change();
  }

  /** When nothing goes on. */
  report(): CrawlReport {
    const all = [...this.#addresses.values()];
    return {
      processed: this.#processed, failed: this.#failed,
      forbidden: all.filter(({ isForbidden }) => isForbidden).map(({ url }) => url),
      left: all.filter(({ isVisited, isForbidden }) => !isVisited && !isForbidden).map(({ url }) => url),
    };
  }
}
