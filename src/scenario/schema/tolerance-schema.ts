/** The shape of tolerances, in a scenario and in a project file. */
import * as z from 'zod';

/** By how much results may differ from their baseline, by the path of a metric or series. */
export const toleranceSchema = z
  .record(z.string(), z.union([z.number(), z.string()], { error: 'expected a tolerance such as 1e-9 relative' }))
  .meta({
    description:
      'By how much results may differ from their baseline in `chokepoint check`, as in `{default: 1e-9 relative, demands.*.time_to_survive: 0 days, ensembles: 3 standard errors}`: paths of metrics or series, `*` for any name; the last that fits holds.',
  });

/** Tolerances as written. */
export type Tolerances = Readonly<Record<string, string | number>>;
