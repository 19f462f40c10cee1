/** A sound scenario in few lines, of which one thing or another can be changed. */
export const WEEK_OF_STOCK = `
version: 2
title: A week's stock
start: 2025-04-04
horizon: 20 weeks
assumptions: {stock: {uniform: [1 week, 3 weeks], source: a test}}
stockpiles: {magnets: {cover: stock}}
flows: {imports: {to: magnets, lead: 2 weeks, licence: export, source: a test}}
licences: {export: {phases: [{from: 2025-05-02, allow: 0}, {from: 2025-06-06}]}}
demands: {cars: {from: magnets, rate: 10 t/week, source: a test}}
`;
