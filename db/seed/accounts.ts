import type { Role } from '#app/domain/identity/actor.ts';

/** Opens every demonstration account. There are none where DATABASE_URL leads to a ministry's own server. */
export const demonstrationPassword = 'a decent bed for every worker';

export interface DemonstrationAccount {
  readonly role: Role;
  readonly email: string;
  readonly displayName: string;
}

/** One account of each role, a second planner for the second signature, and a second employer. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { role: 'planner', email: 'planner@labour-cities.example', displayName: 'نورة العنزي' },
  { role: 'planner', email: 'second.planner@labour-cities.example', displayName: 'فهد الرشيدي' },
  { role: 'inspector', email: 'inspector@labour-cities.example', displayName: 'مريم الكندري' },
  { role: 'inspector', email: 'second.inspector@labour-cities.example', displayName: 'يوسف العوضي' },
  { role: 'supervisor', email: 'supervisor@labour-cities.example', displayName: 'عبير الفضلي' },
  { role: 'site_manager', email: 'site.manager@labour-cities.example', displayName: 'سالم المطيري' },
  { role: 'protection_officer', email: 'protection@labour-cities.example', displayName: 'دلال العجمي' },
  { role: 'auditor', email: 'auditor@labour-cities.example', displayName: 'خالد الفيلي' },
  { role: 'administrator', email: 'administrator@labour-cities.example', displayName: 'هيا الصباح' },
  { role: 'employer', email: 'employer@labour-cities.example', displayName: 'شركة الأفق للمقاولات' },
  { role: 'employer', email: 'second.employer@labour-cities.example', displayName: 'شركة الواحة للتنظيف' },
];
