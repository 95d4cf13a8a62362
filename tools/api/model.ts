import { z } from 'zod';

/** A declaration in API Extractor's document, as far as the reference needs it. */
export interface Item {
  readonly kind: string;
  /** Constructors and call signatures have none. */
  readonly name: string;
  /** The whole comment, in TSDoc's normal form; empty when there is none. */
  readonly docComment: string;
  /** The declaration's text. */
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly optional: boolean }[];
  readonly members: readonly Item[];
}

const parameter = z.object({ parameterName: z.string(), isOptional: z.boolean() })
  .transform(({ parameterName, isOptional }) => ({ name: parameterName, optional: isOptional }));

const raw: z.ZodType<Item> = z.lazy(() => z.object({
  kind: z.string(),
  name: z.string().default(''),
  docComment: z.string().default(''),
  excerptTokens: z.array(z.object({ text: z.string() })).default([]),
  parameters: z.array(parameter).default([]),
  members: z.array(raw).default([]),
}).transform(({ excerptTokens, ...item }) => ({ ...item, text: excerptTokens.map((token) => token.text).join('') })));

/** Reads `*.api.json`. @returns what the face exports @throws {z.ZodError} */
export function parseModel(json: string): readonly Item[] {
  const { members: [entry] } = raw.parse(JSON.parse(json));
  return entry?.members ?? [];
}
