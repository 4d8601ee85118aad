import { deserialize, serialize } from 'node:v8';
import type { Part, PartAnswer } from '#app/domain/allocation/parts.ts';
import { solvePart as answerTo } from '#app/domain/allocation/parts.ts';

export const writtenPart = (part: Part): Uint8Array => serialize(part);
export const readAnswer = (bytes: Uint8Array): PartAnswer => deserialize(bytes) as PartAnswer;

/** The answer to a part, both as bytes: what any process of the product does with a part of a plan. */
export const solvePart = (problem: Uint8Array): Uint8Array =>
  serialize(answerTo(deserialize(problem) as Part));
