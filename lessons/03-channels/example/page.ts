// module
/** What came of one URL: a body with its links, or an error. */
export interface Page {
  readonly url: string;
  readonly body: string;
  readonly links: readonly string[];
  readonly error?: string;
  readonly milliseconds: number;
}

/** Fetches one page. It never throws: what goes wrong is in the page's `error`. */
export async function fetchPage(url: string): Promise<Page> {
  const start = performance.now();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const body = await response.text();
    if (!response.ok) return failed(url, `status ${response.status}`, start);
    return { url, body, links: extractLinks(body), milliseconds: performance.now() - start };
  } catch (error) {
    return failed(url, error instanceof Error ? error.message : String(error), start);
  }
}

/** The absolute `http` and `https` links of a page. Good enough for this site; real HTML needs a parser. */
export function extractLinks(body: string): string[] {
  const links: string[] = [];
  for (const [, target = ''] of body.matchAll(/href="([^"]*)"/g)) {
    if (/^https?:/.test(target)) links.push(target);
  }
  return links;
}

function failed(url: string, error: string, start: number): Page {
  return { url, body: '', links: [], error, milliseconds: performance.now() - start };
}
