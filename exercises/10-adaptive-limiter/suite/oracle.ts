import type { AdaptiveOptions } from '../starter/limiter.ts';

/** The limits of a whole row of answers, before the first and after each. */
export function adaptAll(options: AdaptiveOptions, answers: readonly { readonly duration: number; readonly ok: boolean }[]): number[] {
  const limits = [options.initial];
  for (let complete = options.round; limits.length <= answers.length; complete += options.round) {
    const last = limits.at(-1) ?? 0;
    while (limits.length < Math.min(complete, answers.length + 1)) limits.push(last);
    if (limits.length > answers.length) break;
    const bad = answers.slice(complete - options.round, complete).filter(({ duration, ok }) => duration > options.target || !ok).length;
    limits.push(bad > options.round / 2 ? Math.max(options.least, Math.floor(last * options.shrink)) : Math.min(options.most, last + 1));
  }
  return limits;
}
