type Want = (program: unknown) => void;

/** The programs that threads have made of modules, or those who wait for one that is being made. */
const programs = new Map<string, { readonly program: unknown } | { readonly wants: Want[] }>();

/** Gives the program of a module; `undefined` to the first who wants it, who is to make it. */
export function programOf(url: string, want: Want): void {
  const known = programs.get(url);
  if (!known) {
    programs.set(url, { wants: [] });
    want(undefined);
  } else if ('program' in known) {
    want(known.program);
  } else {
    known.wants.push(want);
  }
}

/** It has been made; `undefined` when that failed, and the next one is to try. */
export function programMade(url: string, program: unknown): void {
  const known = programs.get(url);
  const wants = known && 'wants' in known ? known.wants : [];
  if (program !== undefined) programs.set(url, { program });
  else programs.delete(url);
  for (const want of wants) programOf(url, want);
}
