import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { useVisitName } from '#app/ui/inspector/phone-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';

const SIZE = 320;
const MARGIN = 24;

/** The site's boundary and its buildings, drawn from what is on the phone: no map is asked for. */
export function VisitPlan({ visit }: { visit: Visit }) {
  const { texts } = useSpeech();
  const words = texts.inspector;
  const { place } = useVisitName()(visit);
  const { plan, inspected } = visit.pack;
  const corners = plan.boundary?.coordinates.flat() ?? [];
  const points = [
    ...corners.map(([longitude = 0, latitude = 0]) => ({ longitude, latitude })),
    ...plan.buildings,
  ];
  if (points.length === 0) return null;
  // A degree of longitude is the shorter the farther north it lies.
  const shrink = Math.cos(((points[0]?.latitude ?? 0) * Math.PI) / 180);
  const xs = points.map(({ longitude }) => longitude * shrink);
  const ys = points.map(({ latitude }) => latitude);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (SIZE - 2 * MARGIN) / Math.max(right - left, top - bottom, 1e-6);
  const height = (top - bottom) * scale + 2 * MARGIN;
  const at = (longitude: number, latitude: number) => ({
    x: MARGIN + (longitude * shrink - left) * scale + (SIZE - 2 * MARGIN - (right - left) * scale) / 2,
    y: MARGIN + (top - latitude) * scale,
  });
  const outline = corners
    .map(([longitude = 0, latitude = 0]) => at(longitude, latitude))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ');
  const own = plan.buildings.find(({ id }) => inspected.kind === 'building' && id === inspected.facts.id);
  const marked = own && at(own.longitude, own.latitude);
  return (
    <Card>
      <details>
        <summary className="cursor-pointer py-1 text-lg font-semibold">{words.plan}</summary>
        <svg
          viewBox={`0 0 ${SIZE} ${height.toFixed(1)}`}
          role="img"
          aria-label={words.planLabel(place)}
          direction="ltr"
          className="w-full"
        >
          <polygon
            points={outline}
            fill="var(--raised)"
            stroke="var(--ink)"
            strokeWidth="1.5"
            strokeDasharray="5 4"
          />
          {plan.buildings.map(({ id, longitude, latitude }) => {
            const { x, y } = at(longitude, latitude);
            return <circle key={id} cx={x} cy={y} r="4" fill="var(--muted)" />;
          })}
          {marked && own ? (
            <>
              <circle
                cx={marked.x}
                cy={marked.y}
                r="9"
                fill="var(--brand)"
                stroke="var(--surface)"
                strokeWidth="2"
              />
              <text
                x={marked.x}
                y={marked.y < 40 ? marked.y + 26 : marked.y - 14}
                textAnchor={marked.x < 50 ? 'start' : marked.x > SIZE - 50 ? 'end' : 'middle'}
                fill="var(--ink)"
                fontSize="15"
                fontWeight="600"
              >
                {own.name}
              </text>
            </>
          ) : null}
        </svg>
      </details>
    </Card>
  );
}
