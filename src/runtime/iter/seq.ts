/**
 * What the functions of `iter` take: arrays, generators, channels, and whatever else `for await` goes through.
 * Promises among the values of an ordinary iterable are awaited. Go: `iter.Seq[T]`.
 */
export type Seq<T> = Iterable<T | PromiseLike<T>> | AsyncIterable<T>;

/** What they give: an asynchronous generator. It does nothing before it is asked for a value, and can be gone through once. */
export type Sequence<T> = AsyncGenerator<T, void, undefined>;
