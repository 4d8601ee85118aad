import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { kuwaitDay } from '#app/domain/dates.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { keepPicture } from './pictures.ts';

const { visit } = openBrowser();

/** Each screen that has a life of its own: who looks at it, and how they get there from the addresses known so far. */
const screens: readonly {
  readonly name: string;
  readonly email: string | null;
  readonly reach: (page: Page) => Promise<unknown>;
}[] = [
  { name: 'sign-in', email: null, reach: (page) => page.goto('/sign-in') },
  { name: 'not-found', email: null, reach: (page) => page.goto('/nothing/here') },
  ...screensOf('planner', [
    ['sites', '/sites'],
    ['site-chosen', '/sites?site=al-subiya'],
    ['site', '/sites/al-subiya'],
    ['bound-rooms', '/sites/al-subiya/rooms'],
    ['building', '/sites/al-subiya', 'a[href*="/buildings/"]:not([href$="/new"])'],
    ['building-new', '/sites/al-subiya/buildings/new'],
    [
      'building-edit',
      '/sites/al-subiya',
      'a[href*="/buildings/"]:not([href$="/new"])',
      'main a[href*="/edit"]',
    ],
    [
      'building-edit-whole',
      '/sites/al-subiya',
      'a[href*="/buildings/"]:not([href$="/new"])',
      'main a[href*="/edit"]',
      'nav a[href$="/edit"]',
    ],
    ['boundary', '/sites/al-subiya/boundary'],
    ['places-import', '/sites/al-subiya/import'],
    ['room', '/sites/al-subiya', 'a[href*="/buildings/"]:not([href$="/new"])', 'a[href^="/rooms/"]'],
    ['bound-rooms-of-building', '/sites/al-subiya', 'a[href*="&building="]'],
    ['standing-rooms', '/sites/al-subiya', 'a[href*="beds=closed"]'],
    ['standards', '/standards'],
    ['what-if', '/what-if'],
    [
      'what-if-answered',
      '/what-if?floor_area_per_person_m2=4.6&without=own_bed&rule=qa-md18-2014:smoke_detectors&site=al-subiya&kind=toilet&count=40&site=al-subiya&kind=shower&count=10',
    ],
    [
      'what-if-refused',
      '/what-if?floor_area_per_person_m2=0&max_occupants_per_room=four&site=al-subiya&kind=toilet&count=-3',
    ],
    ['instruments', '/standards?view=instruments&criteria=all'],
    ['compose', '/standards/compose'],
    ['adopt', '/standards', 'main a[href$="/adopt"]'],
    ['requests', '/requests'],
    ['request', '/requests', 'main a[href^="/requests/"]'],
    ['plans', '/plans'],
    ['plan-new', '/plans/new'],
    ['travel-times', '/travel-times'],
    ['travel-import', '/travel-times/import'],
    ['scenarios', '/scenarios'],
    [
      'scenario-new',
      '/scenarios/new?change=open_building&change=close_building&change=standard&change=priority&change=options&change=more_workers',
    ],
    ['scenario-compare', '/scenarios/compare'],
    ['forecast', '/forecast?site=al-subiya'],
    ['changes', '/changes'],
    ['risk', '/inspections/risk?site=kabd&q=D-0'],
    ['schedule', `/inspections/schedule?propose=1&week=${kuwaitDay(new Date())}`],
    ['visit-new', '/inspections/schedule/new', 'main tbody a[href*="building="]'],
    ['inspectors', '/inspections/inspectors'],
    ['closures', '/changes?view=closures'],
    ['waiting', '/changes?view=waiting'],
    ['close-site', '/sites/al-subiya/close'],
    ['account', '/account'],
    ['forbidden', '/employer'],
  ]),
  ...screensOf('planner', [
    ['findings', '/findings?view=overdue'],
    ['notice', '/findings', 'main tbody a', 'main a[href^="/notices/"]'],
    ['notices', '/notices'],
  ]),
  ...screensOf('site.manager', [['own-finding', '/findings', 'main tbody tr:last-child a']]),
  ...screensOf('inspector', [
    ['phone', '/inspector'],
    ['phone-room', '/inspector', 'ol a', 'a[href*="/room/"]'],
    ['phone-settings', '/inspector#/settings'],
    ['own-conflicts', '/inspections/own'],
  ]),
  ...screensOf('auditor', [
    ['audit', '/audit'],
    [
      'inspection-acts',
      '/inspections?state=submitted',
      'main th a[href^="/inspections/"]',
      'a[href$="view=acts"]',
    ],
  ]),
  ...screensOf('supervisor', [
    ['finding', '/findings?view=reported', 'main tbody a'],
    ['inspections', '/inspections?state=submitted'],
    ['inspection-submitted', '/inspections?state=submitted', 'main th a[href^="/inspections/"]'],
    [
      'inspection-answers',
      '/inspections?state=submitted',
      'main th a[href^="/inspections/"]',
      'a[href$="view=answers"]',
    ],
    [
      'inspection-visit',
      '/inspections?state=closed',
      'main th a[href^="/inspections/"]',
      'a[href$="view=visit"]',
    ],
    [
      'inspection-versions',
      '/inspections?state=reviewed',
      'main th a[href^="/inspections/"]',
      'a[href$="view=versions"]',
    ],
    [
      'building-history',
      '/sites/al-subiya',
      'a[href*="/buildings/"]:not([href$="/new"])',
      'main a[href$="/history"]',
    ],
  ]),
  ...screensOf('employer', [
    ['employer', '/employer'],
    ['workers', '/employer/workers'],
    ['worker-new', '/employer/workers/new'],
    ['worker', '/employer/workers', 'main tbody a[href*="/workers/"]'],
    ['workers-import', '/employer/workers/import'],
    ['workplaces', '/employer/workplaces'],
    ['own-requests', '/employer/requests'],
    ['own-request', '/employer/requests', 'main tbody a[href*="/requests/"]'],
    ['letter', '/employer/requests', 'main tbody tr:has-text("0"):last-child a', 'main a[href$="/letter"]'],
  ]),
];

/** Screens of one role: an address, then links that lead on from there. */
function screensOf(
  role: string,
  list: readonly (readonly [name: string, path: string, ...links: string[]])[],
) {
  return list.map(([name, path, ...links]) => ({
    name,
    email: `${role}@labour-cities.example`,
    reach: async (page: Page) => {
      await page.goto(path);
      for (const link of links) {
        const address = await page.locator(link).first().getAttribute('href');
        await page.goto(new URL(address ?? '', page.url()).href);
      }
    },
  }));
}

/** `read`: by axe; darkness changes nothing but the colours. */
const looks = [
  { language: 'ar', width: 360, dark: false, read: 'all' },
  { language: 'ar', width: 1440, dark: true, read: null },
  { language: 'en', width: 360, dark: true, read: null },
  { language: 'en', width: 1440, dark: false, read: 'all' },
  { language: 'en', width: 1440, dark: true, read: 'color-contrast' },
] as const;

describe.each(looks)('in $language, $width px wide, dark: $dark', ({ language, width, dark, read }) => {
  const pages = new Map<string | null, Page>();
  const pageOf = async (email: string | null) => {
    const page = pages.get(email) ?? (await visit({ language, width, dark }));
    if (email && !pages.has(email)) await signIn(page, email, '/account');
    pages.set(email, page);
    return page;
  };

  it.each(screens)('$name fits, has one heading, and axe finds nothing', async ({ name, email, reach }) => {
    const page = await pageOf(email);
    await reach(page);
    // What is drawn in the browser alone, a map say, has then come.
    if (read === 'all' || process.env['SCREENSHOTS']) await page.waitForLoadState('networkidle');
    expect(await page.locator('h1').count()).toBe(1);
    const tooWide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await tooWide()).toBeLessThanOrEqual(0);
    if (read) await expectAccessible(page, name, read === 'all' ? undefined : read);
    await keepPicture(page, `${name}-${language}-${width}${dark ? '-dark' : ''}`);
  });
});
