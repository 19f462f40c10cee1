/** The network that speed is measured on: 10 regions of 4 stages, each stockpile with 3 customers or 3 sources. */

/**
 * 40 stockpiles, 120 lanes with a lead of four steps, 260 weekly steps, rationing, a licence cut of a year. A rich one has
 * all that a network may have besides: floors and orders that wait everywhere, a quota, a market to which all users answer,
 * and dear capacity that it opens.
 */
export function benchScenario(regions = 10, stages = 4, isRich = false) {
  const id = (stage: number, region: number) => `s${stage}_r${region % regions}`;
  const stockpiles: Record<string, object> = {};
  const flows: Record<string, object> = {};
  const demands: Record<string, object> = {};
  for (let stage = 0; stage < stages; stage++) {
    for (let region = 0; region < regions; region++) {
      stockpiles[id(stage, region)] = {
        ...{ cover: `${3 + (region % 4)} weeks`, switchable: '30%' },
        ...(isRich && { floors: { 1: '1 week', 2: '2 weeks' } }),
      };
      for (let source = 0; source < 3; source++) {
        flows[`${id(stage, region)}_from${source}`] = {
          ...(stage > 0 && { from: { [id(stage - 1, region + source)]: 1 + stage / 20 } }),
          to: id(stage, region),
          lead: '4 weeks',
          share: 3 - source,
          cost: source,
          capacity: `${(stage === 0 ? 8 : 12) * (3 - source)} t/week`,
          ...(stage === 2 && source === 0 && { licence: 'export' }),
          ...(isRich && { waits: true }),
          ...(isRich && stage === stages - 1 && source === 2 && { opens: { from: 1.2, fully: 2, within: '26 weeks' } }),
        };
      }
      if (stage === stages - 1)
        demands[`d_r${region}`] = {
          ...{ from: id(stage, region), rate: `${20 + (region % 10)} t/week` },
          ...(isRich && { elasticity: 0.3 }),
        };
    }
  }
  const stockpilesOf = (stage: number) => Array.from({ length: regions }, (_, region) => id(stage, region));
  const quota = isRich && { limit: '4000 t/year', per: '52 weeks' };
  return {
    ...{ version: 2, title: 'bench', start: '2025-01-06', horizon: '260 weeks' },
    ...{ stockpiles, flows, demands },
    licences: { export: { phases: [{ from: '2026-01-05', allow: 0.2, ...quota }, { from: '2027-01-04' }] } },
    ...(isRich && { markets: { m: { of: stockpilesOf(stages - 1), elasticity: 0.5 } } }),
  };
}
