import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Visit } from '#app/data/inspection/schedule.ts';
import { findFeedOwner } from '#app/data/inspection/calendar-feed.ts';
import { listVisitsOf } from '#app/data/inspection/schedule.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import { texts } from '#app/i18n/texts.ts';
import { hashToken } from '#app/server/identity/secrets.ts';

const KUWAIT = 'Asia/Kuwait';
/** Kuwait keeps the same time all year. */
const KUWAIT_TIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${KUWAIT}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0300',
  'TZOFFSETTO:+0300',
  'TZNAME:+03',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

const DAYS_SHOWN_BACK = 30;
const REFRESH_SECONDS = 3600;

/** When the stops of a day begin, and how long each takes: our proposal, from no source; only their order is planned. */
const FIRST_STOP_AT_MINUTE = 8 * 60;
const MINUTES_BETWEEN_STOPS = 100;
const MINUTES_OF_A_STOP = 80;

/** The calendar that a secret opens, as iCalendar; null where it opens none. It tells places and times, nobody's name. */
export async function calendarOf(database: Database, token: string): Promise<string | null> {
  const from = addDays(kuwaitDay(new Date()), -DAYS_SHOWN_BACK);
  return transact(database, system, async (transaction) => {
    const accountId = await findFeedOwner(transaction, { tokenHash: hashToken(token) });
    return accountId === null ? null : writtenCalendar(await listVisitsOf(transaction, { accountId, from }));
  });
}

function writtenCalendar(visits: readonly Visit[]): string {
  const calendar = ical({
    name: inBoth(texts.ar.inspections.own.title, texts.en.inspections.own.title),
    prodId: { company: 'Labour Cities', product: 'visits', language: 'AR' },
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: KUWAIT, generator: () => KUWAIT_TIMEZONE },
    ttl: REFRESH_SECONDS,
  });
  const stamp = new Date().toISOString().slice(0, 19);
  for (const visit of visits) {
    const begins = FIRST_STOP_AT_MINUTE + ((visit.visitOrder ?? 1) - 1) * MINUTES_BETWEEN_STOPS;
    const place = inBoth(placeIn('ar', visit), placeIn('en', visit));
    calendar.createEvent({
      id: `${visit.id}@labour-cities`,
      stamp,
      start: timeOf(visit.day, begins),
      end: timeOf(visit.day, begins + MINUTES_OF_A_STOP),
      timezone: KUWAIT,
      summary: inBoth(
        `${texts.ar.reports.inspection(visit.number)}: ${placeIn('ar', visit)}`,
        `${texts.en.reports.inspection(visit.number)}: ${placeIn('en', visit)}`,
      ),
      description: [texts.ar, texts.en]
        .map(({ terms, inspections }) =>
          [
            terms.inspectionReason[visit.reason],
            terms.inspectionState[visit.state],
            inspections.own.timeNote,
          ].join(' · '),
        )
        .join('\n'),
      location: { title: place, geo: { lat: visit.latitude, lon: visit.longitude } },
      status: ICalEventStatus.CONFIRMED,
    });
  }
  // RFC 5545 asks for UTC there, whatever the calendar's zone; the library leaves the mark of it out.
  return calendar.toString().replace(/^DTSTAMP:\d{8}T\d{6}(?=\r?$)/gm, '$&Z');
}

const inBoth = (arabic: string, english: string) => `${arabic} / ${english}`;

function placeIn(language: 'ar' | 'en', { siteAr, siteEn, buildingName }: Visit): string {
  const { places, reports, terms } = texts[language];
  const site = language === 'ar' ? siteAr : siteEn;
  return buildingName === null
    ? reports.wholeSite(site)
    : [places.building(buildingName), site].join(terms.comma);
}

/** As people in Kuwait write it: the library takes a text without a zone for the time of the calendar's zone. */
function timeOf(day: string, minute: number): string {
  const time = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000).toISOString();
  return time.slice(0, 19);
}
