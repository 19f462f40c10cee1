/** Schedules under central values, as charts look them up. */
export { type Scheduled, scheduledOf } from '../../model/scheduled.ts';
