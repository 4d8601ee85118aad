import { deserialize, serialize } from 'node:v8';
import type { Region, RegionAnswer } from '#app/domain/allocation/regions.ts';
import { solveRegion } from '#app/domain/allocation/regions.ts';

export const writtenRegion = (region: Region): Uint8Array => serialize(region);
export const readAnswer = (bytes: Uint8Array): RegionAnswer => deserialize(bytes) as RegionAnswer;

/** A region's answer, both as bytes: what any process of the product does with a part of a plan. */
export const solvePart = (problem: Uint8Array): Uint8Array =>
  serialize(solveRegion(deserialize(problem) as Region));
