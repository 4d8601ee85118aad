import { Link } from '@remix-run/react';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { usePlaceInWords } from './place-in-words.ts';

/** Places closed for danger in which people wait for another bed: what planners see first. */
export function DangerAlert({
  places,
  isOfPage = false,
}: {
  places: readonly {
    readonly changeId: string;
    readonly place: NamedPlace;
    readonly inside: number;
    readonly waiting: number;
    readonly until: Day | null;
  }[];
  /** On the page of the change itself, which needs no link. */
  isOfPage?: boolean;
}) {
  const { texts, format } = useSpeech();
  const { danger } = texts.findings;
  const placeWords = usePlaceInWords();
  if (places.length === 0) return null;
  return (
    <div className={isOfPage ? '' : 'mb-4'}>
      <Notice tone="danger" title={danger.title}>
        <ul className="list-disc ps-5">
          {places.map(({ changeId, place, inside, waiting, until }) => (
            <li key={changeId}>
              {placeWords(place)}:{' '}
              {until === null ? '' : `${danger.inside(inside, format.day(until))}${texts.terms.comma}`}
              {danger.waiting(waiting)}
              {isOfPage ? null : (
                <>
                  {' · '}
                  <Link to={`/changes/${changeId}?only=waiting`}>{danger.look}</Link>
                </>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** Places that inspections have closed lately, each in an inspector’s name: nobody in the office decided it. */
export function ClosedForDanger({
  places,
}: {
  places: readonly {
    readonly changeId: string;
    readonly place: NamedPlace;
    readonly closedOn: Day;
    readonly moved: number;
  }[];
}) {
  const { texts, format } = useSpeech();
  const { danger } = texts.findings;
  const placeWords = usePlaceInWords();
  if (places.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone="warning" title={danger.lately}>
        <ul className="list-disc ps-5">
          {places.map(({ changeId, place, closedOn, moved }) => (
            <li key={changeId}>
              <Link to={`/changes/${changeId}`}>{placeWords(place)}</Link>: {format.day(closedOn)}
              {texts.terms.comma}
              {danger.moved(moved)}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
