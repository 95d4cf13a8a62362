// A goroutine for each page, and a channel with room for all the news.
import { chan, context, defer, go, select, sync, time, type Context } from 'concurrency-tutor';

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
  return await new Coordinator(ctx, hard, cancel, options).run();
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
  if ((field === 'allow' || field === 'disallow') && value !== '') group.rules.push({ allow: field === 'allow', length: value.length, pattern: patternFor(value) });
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

/** What a download or a processor tells. */
type Event =
  | { readonly what: 'rules'; readonly host: Host; readonly rules: Rules }
  /** The download has ended, and its place is free. */
  | { readonly what: 'asked'; readonly address: Address; readonly answer: Answer | undefined; readonly reason: string; readonly isCancelled: boolean }
  | { readonly what: 'processed'; readonly address: Address; readonly page: Page; readonly reason: string | undefined };

interface Address {
  readonly url: string;
  depth: number;
  state: 'waiting' | 'begun' | 'forbidden' | 'cancelled';
  /** Where it leads, once that is known, and how many links away that is: 1, or 0 for a redirect. */
  targets: readonly string[];
  steps: number;
}

interface Host {
  readonly name: string;
  readonly origin: string;
  rules: Rules | 'unknown' | 'asked';
  /** No request before this time. */
  next: number;
  readonly waiting: Address[];
}

/** Owns everything that is known. It alone decides what comes next; downloads and processors only tell it what happened. */
class Coordinator {
  readonly #ctx: Context;
  readonly #hard: Context;
  readonly #cancel: () => void;
  readonly #options: CrawlOptions;
  readonly #events = chan<Event>(10_000, 'events');
  readonly #downloaded = chan<readonly [Address, Answer]>(0, 'downloaded');
  readonly #addresses = new Map<string, Address>();
  readonly #hosts = new Map<string, Host>();
  readonly #failed: { url: string; reason: string }[] = [];
  #processed = 0;
  #requests = 0;
  #downloads = 0;
  #processing = 0;

  constructor(ctx: Context, hard: Context, cancel: () => void, options: CrawlOptions) {
    this.#ctx = ctx;
    this.#hard = hard;
    this.#cancel = cancel;
    this.#options = options;
  }

  async run(): Promise<CrawlReport> {
    const { start, processors, grace } = this.#options;
    const workers = new sync.WaitGroup();
    workers.go(() => this.#processAll(processors));
    for (const link of start) this.#meet(complete(link), 0);
    let end: time.Timer | undefined;
    for (;;) {
      if (this.#ctx.err() === undefined) this.#begin();
      // A page may come back before its download has told that it has ended: then one of the numbers is 1, and the other −1.
      if (this.#downloads === 0 && this.#processing === 0 && (this.#ctx.err() !== undefined || !this.#hasMore())) break;
      const next = this.#ctx.err() === undefined ? this.#nextTime() : Infinity;
      const alarm = next < Infinity ? time.newTimer(Math.max(0, next - time.now())) : undefined;
      const event = await select({ news: this.#events, later: alarm?.channel ?? null, stop: end === undefined ? this.#ctx.done() : null, over: end?.channel ?? null });
      alarm?.stop();
      if (event.case === 'news' && event.ok) this.#note(event.value);
      if (event.case === 'stop') end = time.newTimer(grace);
      if (event.case === 'over') this.#cancel();
    }
    end?.stop();
    this.#downloaded.close();
    await workers.wait();
    return this.#report();
  }

  /** Begins whatever may begin now. */
  #begin(): void {
    for (const host of this.#hosts.values()) {
      while (this.#downloads < this.#options.downloads && host.next <= time.now() && this.#beginAt(host));
    }
  }

  #beginAt(host: Host): boolean {
    if (host.rules === 'asked' || host.waiting.length === 0 || this.#requests >= this.#options.pages) return false;
    this.#downloads += 1;
    host.next = time.now() + this.#delayOf(host);
    if (host.rules === 'unknown') {
      host.rules = 'asked';
      go(async () => {
        await this.#events.send({ what: 'rules', host, rules: await rulesOf(this.#hard, this.#options, host.origin) });
      });
      return true;
    }
    const address = host.waiting.shift() as Address;
    address.state = 'begun';
    this.#requests += 1;
    go(() => this.#download(address));
    return true;
  }

  #delayOf({ rules }: Host): number {
    return Math.max(this.#options.delay, typeof rules === 'string' ? 0 : rules.delay ?? 0);
  }

  async #download(address: Address): Promise<void> {
    let answer: Answer | undefined;
    let reason = '';
    try {
      answer = await ask(this.#hard, this.#options, address.url);
      if (answer.status >= 200 && answer.status < 300) await this.#downloaded.send([address, answer]);
    } catch (error) {
      reason = messageOf(error);
    }
    await this.#events.send({ what: 'asked', address, answer, reason, isCancelled: answer === undefined && this.#hard.err() !== undefined });
  }

  /** A goroutine for each page, once there is a place for it. */
  async #processAll(processors: number): Promise<void> {
    const places = chan<true>(processors, 'places');
    const pages = new sync.WaitGroup();
    for (;;) {
      await places.send(true);
      const [next, ok] = await this.#downloaded.receiveOk();
      if (!ok) break;
      pages.go(async () => {
        await this.#process(...next);
        await places.receive();
      });
    }
    await pages.wait();
  }

  async #process(address: Address, answer: Answer): Promise<void> {
    {
      const page = pageFrom(address.url, answer);
      let reason: string | undefined;
      try {
        await this.#options.process(page, this.#hard);
      } catch (error) {
        reason = messageOf(error);
      }
      await this.#events.send({ what: 'processed', address, page, reason });
    }
  }

  #note(event: Event): void {
    switch (event.what) {
      case 'rules':
        this.#downloads -= 1;
        this.#noteRules(event.host, event.rules);
        break;
      case 'asked':
        this.#downloads -= 1;
        this.#noteAnswer(event);
        break;
      case 'processed':
        this.#processing -= 1;
        if (event.reason === undefined) this.#processed += 1;
        else this.#failed.push({ url: event.address.url, reason: event.reason });
        if (event.page.type === 'text/html') this.#lead(event.address, links(event.page.body, event.address.url), 1);
        break;
    }
  }

  #noteRules(host: Host, rules: Rules): void {
    host.rules = rules;
    host.next = Math.max(host.next, host.next - this.#options.delay + this.#delayOf(host));
    for (const address of host.waiting.splice(0)) this.#queue(host, address);
  }

  #noteAnswer({ address, answer, reason, isCancelled }: Event & { readonly what: 'asked' }): void {
    if (isCancelled) address.state = 'cancelled';
    else if (answer === undefined) this.#failed.push({ url: address.url, reason });
    else if (redirects.has(answer.status)) this.#lead(address, [complete(answer.headers['location'] ?? '', address.url) ?? ''], 0);
    else if (answer.status < 200 || answer.status >= 300) this.#failed.push({ url: address.url, reason: `status ${answer.status}` });
    // Its page is with a processor, or has already come back from there.
    else this.#processing += 1;
  }

  /** Notes where an address leads. */
  #lead(address: Address, targets: readonly string[], steps: number): void {
    address.targets = targets;
    address.steps = steps;
    for (const target of targets) this.#meet(target, address.depth + steps);
  }

  /** An address has come up. A shorter way to it than was known makes everything behind it nearer, too. */
  #meet(url: string | undefined, depth: number): void {
    if (url === undefined || url === '' || depth > this.#options.depth || !this.#options.hosts.includes(new URL(url).host)) return;
    const known = this.#addresses.get(url);
    if (known === undefined) {
      const address: Address = { url, depth, state: 'waiting', targets: [], steps: 1 };
      this.#addresses.set(url, address);
      this.#queue(this.#hostOf(url), address);
    } else if (depth < known.depth) {
      known.depth = depth;
      this.#lead(known, known.targets, known.steps);
    }
  }

  #queue(host: Host, address: Address): void {
    const { pathname, search } = new URL(address.url);
    if (typeof host.rules !== 'string' && !host.rules.allows(pathname + search)) address.state = 'forbidden';
    else host.waiting.push(address);
  }

  #hostOf(url: string): Host {
    const { host: name, origin } = new URL(url);
    const host = this.#hosts.get(name) ?? { name, origin, rules: 'unknown', next: -Infinity, waiting: [] };
    this.#hosts.set(name, host);
    return host;
  }

  #hasMore(): boolean {
    return this.#requests < this.#options.pages && [...this.#hosts.values()].some(({ waiting }) => waiting.length > 0);
  }

  /** When the next request may begin, if there is a place for it. */
  #nextTime(): number {
    if (this.#downloads >= this.#options.downloads || this.#requests >= this.#options.pages) return Infinity;
    return Math.min(...[...this.#hosts.values()].filter(({ waiting, rules }) => waiting.length > 0 && rules !== 'asked').map(({ next }) => next));
  }

  #report(): CrawlReport {
    const all = [...this.#addresses.values()];
    return {
      processed: this.#processed, failed: this.#failed,
      forbidden: all.filter(({ state }) => state === 'forbidden').map(({ url }) => url),
      left: all.filter(({ state }) => state === 'waiting' || state === 'cancelled').map(({ url }) => url),
    };
  }
}
