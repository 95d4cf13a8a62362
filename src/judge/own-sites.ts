/**
 * A finding as a learner may see it. The program that was explored is the learner's files and the hidden scenarios together;
 * places in the scenarios say nothing to a learner, and show where the suite is.
 */
import type { Finding, GoroutineReport, Site, TraceEvent } from '../explore/report.ts';

/** The site, if it is in the learner's folder. Sites are relative to that folder; what leads out of it is not the learner's. */
export function ownSite(site: Site | undefined): Site | undefined {
  if (site === undefined || /^(\.\.\/|\/|[A-Za-z]+:)/.test(site.file)) return undefined;
  return site;
}

/** The finding with places in the learner's files only. */
export function ownFinding(finding: Finding): Finding {
  return { ...finding, message: ownText(finding.message), goroutines: finding.goroutines.map(ownGoroutine), trace: finding.trace.map(ownEvent) };
}

/** The place to look at: where a goroutine concerned is stuck, or else where one was started. A fault of no goroutine names its place in words only. */
export function placeOf({ goroutines, message }: Finding): Site | undefined {
  const [stands] = goroutines.flatMap(({ at }) => at ?? []);
  const [started] = goroutines.flatMap(({ createdAt }) => createdAt ?? []);
  return stands ?? started ?? (goroutines.length === 0 ? placeIn(message) : undefined);
}

function placeIn(text: string): Site | undefined {
  const [, file, line, column] = /([^\s:,;()]+\.[cm]?[jt]s):(\d+):(\d+)/.exec(text) ?? [];
  return file === undefined ? undefined : ownSite({ file, line: Number(line), column: Number(column) });
}

function ownGoroutine({ at, createdAt, ...rest }: GoroutineReport): GoroutineReport {
  const [stands, started] = [ownSite(at), ownSite(createdAt)];
  return { ...rest, ...(stands === undefined ? {} : { at: stands }), ...(started === undefined ? {} : { createdAt: started }) };
}

function ownEvent({ at, ...rest }: TraceEvent): TraceEvent {
  const site = ownSite(at);
  return { ...rest, what: ownText(rest.what), ...(site === undefined ? {} : { at: site }) };
}

/** Takes ``, started at ../../suite/scenarios.ts:14:3`` out of a sentence. */
function ownText(text: string): string {
  return text.replaceAll(/(?:,? (?:\w+ )?at )?(?:file:\/\/|\.\.\/|\/)[^\s:,;)]*\.[cm]?[jt]s:\d+:\d+/g, '');
}
