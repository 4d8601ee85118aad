import { thumbnailWidths } from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';

/** `?width=480`: how wide a photo is wanted; null for as it is. @throws ProblemError not_found for other widths than those offered */
export function thumbnailWidth(request: Request): number | null {
  const asked = new URL(request.url).searchParams.get('width');
  if (asked === null) return null;
  const width = thumbnailWidths.find((each) => String(each) === asked);
  if (!width) throw new ProblemError('not_found');
  return width;
}
