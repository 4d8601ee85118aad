import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { hashPath } from '#app/ui/inspector/hash-path.ts';
import { useVisitName } from '#app/ui/inspector/phone-context.tsx';
import { Screen } from '#app/ui/inspector/screen.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { placesOf } from '#app/ui/inspector/store/visit.ts';
import { ThumbLink } from '#app/ui/inspector/thumb.tsx';
import { FindingList } from '#app/ui/inspector/visit/past-findings.tsx';
import { CapacityNote } from './capacity-note.tsx';
import { usePlaceName } from './place-name.ts';
import { QuestionCard } from './question-card.tsx';

/** A room, a floor or the whole building: its questions one below the other, and the way to the next. */
export function PlaceScreen({ visit, placeKey }: { visit: Visit; placeKey: string }) {
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const names = useVisitName()(visit);
  const placeName = usePlaceName(visit);
  const { pack } = visit;
  const places = placesOf(visit);
  const at = places.findIndex(({ key }) => key === placeKey);
  const here = places[at];
  const visitPath = hashPath('visit', pack.id);
  if (!here)
    return (
      <Screen title={words.noSuchVisit} back={visitPath}>
        {null}
      </Screen>
    );
  const pathOf = (index: number) => {
    const place = places[index];
    return place ? hashPath('visit', pack.id, ...place.key.split('/')) : null;
  };
  const [before, next] = [pathOf(at - 1), pathOf(at + 1)];
  const { roomId, floor } = here.place;
  const past = pack.pastFindings.filter(
    ({ place }) => place.roomId === roomId && (roomId !== null || place.floor === floor),
  );
  return (
    <Screen
      title={placeName(here.place)}
      lead={`${words.progress(format.number(here.answered), format.number(here.questions.length))} · ${names.place}`}
      back={visitPath}
      bottom={
        <>
          {before ? (
            <ThumbLink className="grow" href={before}>
              {words.previousRoom}
            </ThumbLink>
          ) : null}
          <ThumbLink kind="primary" className="grow-[2]" href={next ?? visitPath}>
            {next ? words.nextRoom : words.backToVisit}
          </ThumbLink>
        </>
      }
    >
      {roomId !== null ? (
        <Card>
          <CapacityNote visit={visit} roomId={roomId} />
          <p className="text-muted">
            {'designBeds' in here.facts
              ? `${texts.places.designBeds}: ${format.number(here.facts.designBeds)} · `
              : ''}
            {texts.checklist.shouldSleepHere(format.number(pack.assigned[roomId] ?? 0))}
          </p>
        </Card>
      ) : null}
      {past.length > 0 ? (
        <Card title={words.pastFindings}>
          <FindingList visit={visit} findings={past} />
        </Card>
      ) : null}
      {here.questions.map((question) => (
        <QuestionCard
          key={question.id}
          visit={visit}
          question={question}
          verdicts={here.verdicts.filter((verdict) => verdict.question.id === question.id)}
        />
      ))}
    </Screen>
  );
}
