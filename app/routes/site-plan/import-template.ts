import type { LoaderFunctionArgs } from '@remix-run/node';
import { csvText } from '#app/domain/csv-text.ts';
import { placeTableKinds, templateRows } from '#app/domain/places/place-headers.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';

/** A table of buildings, rooms or facilities (`?of=`, else the first) to fill in. */
export function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('of');
  const kind = placeTableKinds.find((each) => each === asked) ?? placeTableKinds[0];
  return csvAnswer(`${kind}-template.csv`, csvText(templateRows(kind)));
}
