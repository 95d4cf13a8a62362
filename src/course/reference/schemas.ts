/** What `symptoms.yaml`, `techniques.yaml` and `criteria.yaml` may hold. */
import { z } from 'zod';
import { findingKinds } from '../../explore/report.ts';

const text = z.string().trim().min(1);
const texts = z.array(text);
const name = text.regex(/^[a-z][a-z0-9-]*$/, { error: 'An id here is small letters, digits and hyphens: `all-asleep`.' });

export const symptomsSchema = z.array(z.strictObject({
  id: name,
  title: text,
  signs: texts.min(1),
  kinds: z.array(z.enum(findingKinds)).default([]),
  why: text,
  try: texts.min(1),
  see: texts.min(1),
  techniques: z.array(name).default([]),
  covers: texts.default([]),
}));

export const techniquesSchema = z.array(z.strictObject({
  id: name,
  title: text,
  text,
  program: text.optional(),
  covers: texts.default([]),
}));

export const criteriaSchema = z.array(z.strictObject({
  id: name,
  lesson: text,
  text,
  evidence: texts.min(1),
  covers: texts.default([]),
}));
