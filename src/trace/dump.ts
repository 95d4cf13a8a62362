import type { Finding, Site } from '../explore/report.ts';

/** The goroutines of a finding in the shape of Go's dumps. */
export function traceDump({ goroutines }: Pick<Finding, 'goroutines'>): readonly string[] {
  return goroutines.flatMap(({ id, name, state, waitingOn, at, createdAt }, index) => [
    ...(index === 0 ? [] : ['']),
    `goroutine ${id} [${state}]:`,
    `${name === '' ? 'func' : name}(...)${waitingOn === undefined ? '' : `  waits ${waitingOn}`}`,
    ...(at ? [`\t${placeText(at)}`] : []),
    ...(createdAt ? ['created by a go statement', `\t${placeText(createdAt)}`] : []),
  ]);
}

function placeText({ file, line, column }: Site): string {
  return `${file}:${line}:${column}`;
}
