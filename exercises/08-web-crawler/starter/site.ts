import { createServer, request as send, Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from 'concurrency-tutor';

export interface Visit {
  readonly url: string;
  readonly at: number;
}

export interface Site extends AsyncDisposable {
  readonly start: string;
  readonly hosts: readonly string[];
  /** Every request that came, in order. */
  readonly visits: readonly Visit[];
  /** The most requests at the same time. */
  readonly together: number;
  /** Asks this server, whatever the host name: no name is looked up. */
  fetch(url: string, ctx: Context): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }>;
}

const names = ['www.example', 'shop.example', 'news.example', 'wiki.example'];

/**
 * A site on this machine: four hosts with `pages` pages between them, one HTTP server. Page n links to pages around 2n and back, so there are many loops. On the way
 * there are redirects, a calendar without end under /calendar/, pages under /private/ that robots.txt forbids, pages that are missing, broken or slow,
 * and links to other hosts.
 */
export async function startSite(pages: number): Promise<Site> {
  const visits: Visit[] = [];
  let [now, together] = [0, 0];
  const server = createServer((request, response) => {
    const url = `http://${request.headers.host}${request.url}`;
    visits.push({ url, at: performance.now() });
    now += 1;
    together = Math.max(together, now);
    response.once('close', () => { now -= 1; });
    const { status, type, body, location, takes } = answerTo(url, pages);
    const answer = (): void => {
      response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) });
      response.end(body);
    };
    if (takes === undefined) answer();
    else setTimeout(answer, takes);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  return {
    start: addressOf(1, `:${port}`),
    hosts: names.map((name) => `${name}:${port}`),
    visits,
    get together() { return together; },
    fetch: (url, ctx) => ask(url, port, agent, ctx),
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly location?: string;
  readonly takes?: number;
}

function answerTo(url: string, pages: number): Reply {
  const { host, hostname, pathname } = new URL(url);
  const port = host.slice(hostname.length);
  const html = (links: readonly string[], takes?: number): Reply => ({ status: 200, type: 'text/html; charset=utf-8', body: `<html><body>${links.map((link) => `<p><a href="${link}">there</a></p>`).join('')}</body></html>`, ...(takes === undefined ? {} : { takes }) });
  if (pathname === '/robots.txt') return hostname === 'wiki.example' ? { status: 404, type: 'text/plain', body: '' } : { status: 200, type: 'text/plain', body: 'User-agent: *\nDisallow: /private/\nDisallow: /calendar/\n' };
  const [, part = '', name = ''] = pathname.split('/');
  const number = Number(name);
  if (part === 'page' && Number.isInteger(number) && number >= 1 && number <= pages && hostname === hostOf(number)) return pageReply(number, pages, port, html);
  if (part === 'moved') return { status: 302, type: 'text/html', body: '', location: addressOf(number, port) };
  if (part === 'broken') return { status: 500, type: 'text/html', body: '<a href="/private/from-broken">x</a>' };
  if (part === 'calendar' || part === 'private') return html([`/calendar/${number + 1}`, `/private/${number + 1}`]);
  return { status: 404, type: 'text/html', body: '<a href="/private/from-missing">x</a>' };
}

function pageReply(number: number, pages: number, port: string, html: (links: readonly string[], takes?: number) => Reply): Reply {
  const near = [2 * number, 2 * number + 1, Math.floor(number / 2), number - 1, 1].filter((other) => other >= 1 && other <= pages && other !== number);
  // One of the two ways down may be a redirect.
  const ways = near.map((other, index) => (index === 0 && number % 5 === 0 ? `http://${hostOf(number)}${port}/moved/${other}#part` : addressOf(other, port)));
  const strays = [number % 7 === 0 ? '/private/1' : '', number % 11 === 0 ? '/calendar/1' : '', number % 13 === 0 ? `/missing/${number}` : '', number % 17 === 0 ? `/broken/${number}` : '', number % 19 === 0 ? 'http://elsewhere.example/' : '', number % 23 === 0 ? 'mailto:ada@example.org' : ''];
  return html([...ways, ...strays.filter((link) => link !== '')], number % 29 === 0 ? 20 : undefined);
}

function hostOf(number: number): string {
  return names[number % names.length] ?? '';
}

function addressOf(number: number, port: string): string {
  return `http://${hostOf(number)}${port}/page/${number}`;
}

function ask(url: string, port: number, agent: Agent, ctx: Context): ReturnType<Site['fetch']> {
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = send({ host: '127.0.0.1', port, path: pathname + search, agent, headers: { host }, signal: ctx.signal }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const headers = Object.fromEntries(Object.entries(response.headers).map(([key, value]) => [key, String(value)]));
        resolve({ status: response.statusCode ?? 0, headers, body: Buffer.concat(pieces).toString() });
      });
    });
    request.on('error', reject);
    request.end();
  });
}
