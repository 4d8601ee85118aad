import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#db/migrate.ts';
import type { Progress, WorkerData } from './background-runner.ts';
import { workOnChange } from './change-task.ts';
import { workOnInspection } from './inspection-task.ts';
import { runPlan } from './plan-task.ts';
import { workOutScenario } from './scenario-task.ts';

const { databaseUrl, task } = workerData as WorkerData;
// The thread reads and writes by itself: a national snapshot handed over from the process that serves pages would hold
// them up for seconds.
const database = openDatabase(databaseUrl, { connections: 1 });
try {
  switch (task.kind) {
    case 'plan':
      await runPlan(database, task.id, (progress: Progress) => parentPort?.postMessage(progress));
      break;
    case 'scenario':
      await workOutScenario(database, task.id, (progress: Progress) => parentPort?.postMessage(progress));
      break;
    case 'change':
      await workOnChange(database, task.id);
      break;
    case 'inspection':
      await workOnInspection(database, task.id);
      break;
  }
} finally {
  await database.destroy();
}
