/** The solver of linear programmes, HiGHS as WebAssembly: loaded by those commands alone that solve one. */
import type { Highs } from 'highs';
import type { LinearProgramme, Solution, Solver } from '../index.ts';

/** Its types are those of a CommonJS module, whose default they find a step further in; what is imported is none. */
type Load = (options?: object) => Promise<Highs>;

/** HiGHS: its code for a solution that is optimal. */
const OPTIMAL = 7;
const INFEASIBLE = 8;

/** Loads the solver, which takes a tenth of a second. */
export async function loadSolver(): Promise<Solver> {
  const { default: load } = await import('highs');
  const highs = await (load as unknown as Load)();
  const withModel = <T>(
    { columns, rows, cost, lower, upper, rowLower, rowUpper, ...matrix }: LinearProgramme,
    use: (model: ReturnType<Highs['createModel']>) => T,
  ): T => {
    const model = highs.createModel({
      ...{ numCols: columns, numRows: rows, colCost: cost, colLower: lower, colUpper: upper, rowLower, rowUpper },
      matrix: { format: 'csc', numRows: rows, numCols: columns, ...matrix },
    });
    // Its memory is not the engine's, which would never free it.
    try {
      model.options.set('output_flag', false);
      return use(model);
    } finally {
      model.dispose();
    }
  };
  return {
    name: `HiGHS ${highs.version.string}`,
    solve: (programme) =>
      withModel(programme, (model): Solution => {
        model.run();
        const status = model.getModelStatus();
        const { colValue, rowDual } = model.getSolution();
        return {
          status: status === OPTIMAL ? 'optimal' : status === INFEASIBLE ? 'infeasible' : 'failed',
          values: colValue,
          rowDuals: rowDual,
          iterations: Number(model.info.get('simplex_iteration_count')),
        };
      }),
    textOf: (programme) => withModel(programme, (model) => model.exportModel('lp')),
  };
}
