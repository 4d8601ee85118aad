/** The box of a signature (app/domain/inspection/operation.ts). */
const WIDTH = 600;
const HEIGHT = 200;
const LONGEST = 60_000;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Drawn lines as an SVG path in a box of 600 × 200; empty where nothing was drawn. Lines that never end are drawn with
 * fewer points.
 * @param size of the canvas on which they were drawn
 */
export function strokesOf(
  lines: readonly (readonly Point[])[],
  size: { readonly width: number; readonly height: number },
): string {
  const at = ({ x, y }: Point) =>
    `${within((x * WIDTH) / size.width, WIDTH)} ${within((y * HEIGHT) / size.height, HEIGHT)}`;
  // A dot is a line to where it begins.
  const path = lines
    .map(([first, ...others]) =>
      first
        ? `M${at(first)}${(others.length > 0 ? others : [first]).map((each) => `L${at(each)}`).join('')}`
        : '',
    )
    .join('');
  if (path.length <= LONGEST) return path;
  const isMadeOfDots = lines.every(({ length }) => length < 3);
  const thinner = isMadeOfDots
    ? lines.filter((_, index) => index % 2 === 0)
    : lines.map((line) => line.filter((_, index) => index % 2 === 0));
  return strokesOf(thinner, size);
}

const within = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;
