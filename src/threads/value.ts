import { deserialize, serialize } from 'node:v8';
import { handleFor, type Identity, identityOf, noticingHandles, withHandles } from './handle.ts';
import { asJson } from './json.ts';
import { allocate, contents, formOf, release } from './heap.ts';

/** Tags of values that need no block. Any other tag is the address of the block with the value's bytes. */
export const NUMBER = 0;
const UNDEFINED = 1;
const NULL = 2;
const TRUE = 3;
const FALSE = 4;

/** What a block holds. */
const CLONE = 1;
const CLONE_WITH_HANDLES = 2;
const LATIN1 = 3;
const UTF16 = 4;
const HANDLE = 5;
const BUFFER = 6;
const JSON_LATIN1 = 7;
const JSON_UTF16 = 8;
/** Typed arrays follow, one form for each type. */
const FIRST_ARRAY = 9;

interface ArrayType {
  new (buffer: ArrayBuffer): ArrayBufferView;
  readonly name: string;
}
const arrayTypes: readonly ArrayType[] = [Uint8Array, Float64Array, Int32Array, Uint32Array, Float32Array, Uint8ClampedArray, Int8Array, Int16Array, Uint16Array, BigInt64Array, BigUint64Array, DataView];

/** The tag of a value; its bytes, if it has any, are in shared memory then. @throws {DOMException} `DataCloneError` */
export function encode(value: unknown): number {
  switch (typeof value) {
    case 'number': return NUMBER;
    case 'undefined': return UNDEFINED;
    case 'boolean': return value ? TRUE : FALSE;
    case 'string': return encodeText(value, LATIN1, UTF16);
    case 'object': return value === null ? NULL : encodeObject(value);
    default: return encodeClone(value);
  }
}

/** The value, whose bytes are given back. */
export function decode(tag: number, number: number): unknown {
  switch (tag) {
    case NUMBER: return number;
    case UNDEFINED: return undefined;
    case NULL: return null;
    case TRUE: return true;
    case FALSE: return false;
    default: return decodeBlock(tag);
  }
}

/** The value, whose bytes stay where they are: others will want it, too. */
export function peek(tag: number): unknown {
  if (tag <= FALSE) return decode(tag, 0);
  const form = formOf(tag);
  if (!isText(form)) return decodeBytes(form, new Uint8Array(contents(tag)));
  const text = textIn(form, contents(tag));
  return isJson(form) ? JSON.parse(text) : text;
}

/** A value that was encoded will not be sent after all. */
export function discard(tag: number): void {
  if (tag > FALSE) release(tag);
}

function encodeText(text: string, narrow: number, wide: number): number {
  const isNarrow = /^[\u0000-\u00ff]*$/.test(text);
  const block = allocate(isNarrow ? text.length : text.length * 2, isNarrow ? narrow : wide);
  bufferOver(contents(block)).write(text, isNarrow ? 'latin1' : 'utf16le');
  return block;
}

function encodeObject(value: object): number {
  const identity = identityOf(value);
  if (identity) return encodeBytes(Buffer.from(JSON.stringify(identity)), HANDLE);
  if (value instanceof ArrayBuffer) return encodeBytes(new Uint8Array(value), BUFFER);
  if (ArrayBuffer.isView(value)) {
    const form = formOfArray(value);
    if (form !== undefined) return encodeBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), form);
  }
  const json = asJson(value);
  return json === undefined ? encodeClone(value) : encodeText(json, JSON_LATIN1, JSON_UTF16);
}

function encodeClone(value: unknown): number {
  const [cloned, held] = noticingHandles(() => serialize(value));
  return encodeBytes(cloned, held ? CLONE_WITH_HANDLES : CLONE);
}

function encodeBytes(source: Uint8Array, form: number): number {
  const block = allocate(source.length, form);
  contents(block).set(source);
  return block;
}

function formOfArray(view: ArrayBufferView): number | undefined {
  const type = view instanceof Uint8Array ? 0 : arrayTypes.findIndex((known) => known === view.constructor);
  return type < 0 ? undefined : FIRST_ARRAY + type;
}

function decodeBlock(block: number): unknown {
  const form = formOf(block);
  const inside = contents(block);
  if (isText(form)) {
    const text = textIn(form, inside);
    release(block);
    return isJson(form) ? JSON.parse(text) : text;
  }
  // A copy that nobody shares: what is made of the bytes may keep them.
  const copy = new Uint8Array(inside.length);
  copy.set(inside);
  release(block);
  return decodeBytes(form, copy);
}

function isText(form: number): boolean {
  return form === LATIN1 || form === UTF16 || isJson(form);
}

function isJson(form: number): boolean {
  return form === JSON_LATIN1 || form === JSON_UTF16;
}

function textIn(form: number, bytes: Uint8Array): string {
  return bufferOver(bytes).toString(form === LATIN1 || form === JSON_LATIN1 ? 'latin1' : 'utf16le');
}

function decodeBytes(form: number, copy: Uint8Array<ArrayBuffer>): unknown {
  switch (form) {
    case CLONE: return deserialize(copy);
    case CLONE_WITH_HANDLES: return withHandles(deserialize(copy));
    case HANDLE: return handleFor(JSON.parse(bufferOver(copy).toString()) as Identity);
    case BUFFER: return copy.buffer;
    default: return new (arrayTypes[form - FIRST_ARRAY] as ArrayType)(copy.buffer);
  }
}

function bufferOver(view: Uint8Array): Buffer {
  return Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, view.length);
}
