import { dashboardHandler } from '../adapters/aws/dashboard-handler.ts';

/** On AWS: somebody opens the dashboard, or a program calls its API. */
export const handler = dashboardHandler();
