import { chan, go, select, type Channel } from '../../src/index.ts';

/** A rational number in lowest terms. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** A stream of coefficients that computes the next one only when it is asked. */
export interface Series {
  readonly wanted: Channel<true>;
  readonly terms: Channel<Fraction>;
}

export function fraction(over: bigint, under = 1n): Fraction {
  const divisor = gcd(over < 0n ? -over : over, under);
  return { over: over / divisor, under: under / divisor };
}

/** The first `count` coefficients, as text. */
export async function coefficients(series: Series, count: number): Promise<string[]> {
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const { over, under } = await next(series);
    texts.push(under === 1n ? String(over) : `${over}/${under}`);
  }
  return texts;
}

/** 1 + x + x² + … */
export function ones(): Series {
  return produce(() => fraction(1n));
}

export function add(a: Series, b: Series): Series {
  return produce(async () => plus(await next(a), await next(b)));
}

/** Each new coefficient needs all earlier ones of both. */
export function multiply(a: Series, b: Series): Series {
  const [left, right]: [Fraction[], Fraction[]] = [[], []];
  return produce(async () => {
    left.push(await next(a));
    right.push(await next(b));
    return left.reduce((sum, factor, i) => plus(sum, times(factor, right[left.length - 1 - i] ?? fraction(0n))), fraction(0n));
  });
}

export function derive(series: Series): Series {
  let n = 0n;
  return produce(async () => {
    if (n === 0n) await next(series);
    n++;
    return times(await next(series), fraction(n));
  });
}

export function integrate(series: Series, constant: Fraction): Series {
  let n = 0n;
  return produce(async () => {
    const power = n++;
    return power === 0n ? constant : times(await next(series), fraction(1n, power));
  });
}

/** e to the x is its own integral, from 1 on. */
export function exponential(): Series {
  const feedback = relay();
  const [out, back] = split(integrate(feedback.series, fraction(1n)));
  feedback.follow(back);
  return out;
}

/** The tangent is the integral of 1 plus its own square. */
export function tangent(): Series {
  const [first, second] = [relay(), relay()];
  let n = 0;
  const square = multiply(first.series, second.series);
  const onePlus = produce(async () => plus(await next(square), fraction(n++ === 0 ? 1n : 0n)));
  const [out, rest] = split(integrate(onePlus, fraction(0n)));
  const [a, b] = split(rest);
  first.follow(a);
  second.follow(b);
  return out;
}

/**
 * Two copies, each read at its own pace. One goroutine serves both, and must not wait for the source alone:
 * a series that is defined by itself asks one copy while the source works on a term.
 */
export function split(source: Series): [Series, Series] {
  const [a, b] = [new Copy(), new Copy()];
  const copies = [a, b];
  go(async () => {
    let pending = false;
    for (;;) {
      const starved = copies.some(({ asked, queue }) => asked && queue.length === 0);
      const event = await select({
        wantA: a.asked ? null : a.wanted,
        wantB: b.asked ? null : b.wanted,
        giveA: a.asked && a.queue[0] ? select.send(a.terms, a.queue[0]) : null,
        giveB: b.asked && b.queue[0] ? select.send(b.terms, b.queue[0]) : null,
        ask: starved && !pending ? select.send(source.wanted, true as const) : null,
        term: pending ? source.terms : null,
      });
      switch (event.case) {
        case 'wantA': a.asked = true; break;
        case 'wantB': b.asked = true; break;
        case 'giveA': a.asked = false; a.queue.shift(); break;
        case 'giveB': b.asked = false; b.queue.shift(); break;
        case 'ask': pending = true; break;
        case 'term':
          pending = false;
          if (event.ok) for (const { queue } of copies) queue.push(event.value);
      }
    }
  });
  return [a, b];
}

/** One reader's side of a split: what it has not taken yet, and whether it has asked. */
class Copy implements Series {
  readonly wanted = chan<true>();
  readonly terms = chan<Fraction>();
  readonly queue: Fraction[] = [];
  asked = false;
}

/** A series whose source becomes known later. */
function relay(): { readonly series: Series; follow(source: Series): void } {
  let source: Series | undefined;
  return {
    series: produce(() => source ? next(source) : fraction(0n)),
    follow(found) { source = found; },
  };
}

function produce(term: () => Fraction | Promise<Fraction>): Series {
  const series = blank();
  go(async () => {
    for await (const _ of series.wanted) await series.terms.send(await term());
  });
  return series;
}

async function next(series: Series): Promise<Fraction> {
  await series.wanted.send(true);
  return await series.terms.receive() ?? fraction(0n);
}

function blank(): Series {
  return { wanted: chan<true>(), terms: chan<Fraction>() };
}

function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}

function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.over, a.under * b.under);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
