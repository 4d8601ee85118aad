import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { hashPath } from '#app/ui/inspector/hash-path.ts';
import { useVisitName } from '#app/ui/inspector/phone-context.tsx';
import { ProgressBar } from '#app/ui/inspector/progress-bar.tsx';
import { Screen } from '#app/ui/inspector/screen.tsx';
import { PlaceStamp, StartVisit } from './place-stamp.tsx';
import type { PlaceProgress, Visit } from '#app/ui/inspector/store/visit.ts';
import { placesOf } from '#app/ui/inspector/store/visit.ts';
import { ThumbLink } from '#app/ui/inspector/thumb.tsx';
import { CapacityNote } from '#app/ui/inspector/place/capacity-note.tsx';
import { FloorRooms, TileLegend } from './floor-rooms.tsx';
import { PastFindings } from './past-findings.tsx';
import { Remarks } from './remarks.tsx';
import { VisitPlan } from './visit-plan.tsx';

/** One visit: where to go in the building, what was found before, and how far one is. */
export function VisitScreen({ visit }: { visit: Visit }) {
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const names = useVisitName()(visit);
  const { pack, record, questions } = visit;
  const places = placesOf(visit);
  const answered = questions.filter(({ id }) => record.answers.get(id)?.kind === 'settled').length;
  const floors = Map.groupBy(
    places.filter(({ scope }) => scope === 'floor' || scope === 'room'),
    ({ place }) => place.floor ?? 0,
  );
  const wholes = places.filter(({ scope }) => scope === 'building' || scope === 'site');
  return (
    <Screen
      keepsPlace
      title={names.place}
      lead={names.site}
      back={hashPath()}
      bottom={
        record.isStarted ? (
          <ThumbLink kind="primary" className="grow" href={hashPath('visit', pack.id, 'summary')}>
            {words.summary}
          </ThumbLink>
        ) : (
          <StartVisit visit={visit} />
        )
      }
    >
      {record.submission ? <Notice tone="success" title={words.submittedHint} /> : null}
      {record.conflicts.length > 0 ? (
        <Notice tone="danger" title={words.conflicts(record.conflicts.length)}>
          <p>{words.conflictHint}</p>
        </Notice>
      ) : null}
      <Card>
        <div className="mb-3 flex flex-wrap gap-2">
          <Tag>{texts.terms.inspectionReason[pack.reason]}</Tag>
          <Tag>{format.day(pack.scheduledOn)}</Tag>
          {pack.inspectors.length > 1
            ? pack.inspectors.map(({ accountId, displayName }) => <Tag key={accountId}>{displayName}</Tag>)
            : null}
        </div>
        <ProgressBar done={answered} all={questions.length} />
        <CapacityNote visit={visit} />
        <PlaceStamp visit={visit} />
      </Card>
      {wholes.map((place) => (
        <WholePlaceLink key={place.key} visit={visit} place={place} />
      ))}
      {[...floors]
        .sort(([one], [other]) => one - other)
        .map(([floor, ofFloor]) => (
          <FloorRooms key={floor} visit={visit} floor={floor} places={ofFloor} />
        ))}
      {floors.size > 0 ? <TileLegend /> : null}
      <PastFindings visit={visit} />
      <VisitPlan visit={visit} />
      <Remarks visit={visit} />
    </Screen>
  );
}

function WholePlaceLink({ visit, place }: { visit: Visit; place: PlaceProgress }) {
  const { texts } = useSpeech();
  const words = texts.inspector;
  return (
    <a
      href={hashPath('visit', visit.pack.id, ...place.key.split('/'))}
      className={`flex flex-col gap-2 rounded-xl border bg-surface p-4 text-ink no-underline hover:bg-raised ${
        place.state === 'wanting' || place.state === 'conflict' ? 'border-2 border-danger' : 'border-line'
      }`}
    >
      <span className="text-lg font-semibold">{place.scope === 'site' ? words.site : words.building}</span>
      <ProgressBar done={place.answered} all={place.questions.length} />
    </a>
  );
}

export function NoSuchVisit({ isBeingRead }: { isBeingRead: boolean }) {
  const { inspector } = useSpeech().texts;
  return (
    <Screen title={isBeingRead ? inspector.opening : inspector.noSuchVisit} back={hashPath()}>
      {null}
    </Screen>
  );
}
