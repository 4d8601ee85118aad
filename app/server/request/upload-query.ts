import { z } from 'zod';
import { LARGEST_PHOTO_BYTES } from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';

const offset = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .refine((bytes) => bytes <= LARGEST_PHOTO_BYTES);

/** `?offset=65536`: how many bytes stand before a chunk. @throws ProblemError form_unreadable */
export function uploadOffset(request: Request): number {
  const parsed = offset.safeParse(new URL(request.url).searchParams.get('offset'));
  if (!parsed.success) throw new ProblemError('form_unreadable');
  return parsed.data;
}
