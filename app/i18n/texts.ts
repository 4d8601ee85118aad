import { audit as auditAr } from './ar/audit.ts';
import { changes as changesAr } from './ar/changes.ts';
import { employer as employerAr } from './ar/employer.ts';
import { inspector as inspectorAr } from './ar/inspector.ts';
import { inspections as inspectionsAr } from './ar/inspections.ts';
import { findings as findingsAr } from './ar/findings.ts';
import { reports as reportsAr } from './ar/reports.ts';
import { checklist as checklistAr } from './ar/checklist.ts';
import { limits as limitsAr } from './ar/limits.ts';
import { places as placesAr } from './ar/places.ts';
import { planning as planningAr } from './ar/planning.ts';
import { plans as plansAr } from './ar/plans.ts';
import { fieldProblems as fieldProblemsAr, problems as problemsAr } from './ar/problems.ts';
import { scenarios as scenariosAr } from './ar/scenarios.ts';
import { shell as shellAr } from './ar/shell.ts';
import { sitePlan as sitePlanAr } from './ar/site-plan.ts';
import { standards as standardsAr } from './ar/standards.ts';
import { terms as termsAr } from './ar/terms.ts';
import { travel as travelAr } from './ar/travel.ts';
import { whatIf as whatIfAr } from './ar/what-if.ts';
import { audit } from './en/audit.ts';
import { changes } from './en/changes.ts';
import { employer } from './en/employer.ts';
import { inspector } from './en/inspector.ts';
import { inspections } from './en/inspections.ts';
import { findings } from './en/findings.ts';
import { reports } from './en/reports.ts';
import { checklist } from './en/checklist.ts';
import { limits } from './en/limits.ts';
import { places } from './en/places.ts';
import { planning } from './en/planning.ts';
import { plans } from './en/plans.ts';
import { fieldProblems, problems } from './en/problems.ts';
import { scenarios } from './en/scenarios.ts';
import { shell } from './en/shell.ts';
import { sitePlan } from './en/site-plan.ts';
import { standards } from './en/standards.ts';
import { terms } from './en/terms.ts';
import { travel } from './en/travel.ts';
import { whatIf } from './en/what-if.ts';
import type { Language } from './language.ts';

const en = {
  shell,
  terms,
  problems,
  fieldProblems,
  places,
  limits,
  employer,
  planning,
  plans,
  travel,
  scenarios,
  changes,
  sitePlan,
  audit,
  checklist,
  reports,
  findings,
  inspections,
  inspector,
  standards,
  whatIf,
};

export type Texts = typeof en;

const ar: Texts = {
  shell: shellAr,
  terms: termsAr,
  problems: problemsAr,
  fieldProblems: fieldProblemsAr,
  places: placesAr,
  limits: limitsAr,
  employer: employerAr,
  planning: planningAr,
  plans: plansAr,
  travel: travelAr,
  scenarios: scenariosAr,
  changes: changesAr,
  sitePlan: sitePlanAr,
  standards: standardsAr,
  audit: auditAr,
  checklist: checklistAr,
  reports: reportsAr,
  findings: findingsAr,
  inspections: inspectionsAr,
  inspector: inspectorAr,
  whatIf: whatIfAr,
};

/** Every word on the screens, by language; a key missing from one fails the type check. */
export const texts: Readonly<Record<Language, Texts>> = { ar, en };
