// expect: output
// | 12
// | the file is closed
// | price list: line 2: "x" is no number
async function* lines(): AsyncGenerator<string> {
  try {
    yield* ['12', 'x', '30'];
  } finally {
    console.log('the file is closed');
  }
}

async function* numbers(
  input: AsyncIterable<string>,
): AsyncGenerator<number> {
  let line = 0;
  for await (const text of input) {
    line++;
    const value = Number(text);
    if (Number.isNaN(value)) {
      throw new Error(`line ${line}: "${text}" is no number`);
    }
    yield value;
  }
}

/** Says where it happened. The first error stays inside. */
async function* from<T>(
  what: string, input: AsyncIterable<T>,
): AsyncGenerator<T> {
  try {
    yield* input;
  } catch (cause) {
    const { message } = cause as Error;
    throw new Error(`${what}: ${message}`, { cause });
  }
}

try {
  for await (const price of from('price list', numbers(lines()))) {
    console.log(price);
  }
} catch (error) {
  console.log((error as Error).message);
}
