/** What the text of scenario april-2025-controls says of its back-test and its forecast is what `chokepoint fit` finds. */
import { expect, test } from 'vitest';
import { fitTo, readFreeNumbers } from '../src/index.ts';
import { answerOf } from './files.ts';

const NUMBERS = ['review_time', 'plain_part', 'rebuilding'];
const WHOLE = ['2025-06', '2025-12'] as const;
const RETURN = ['2025-06', '2025-09'] as const;
const STEADY = ['2025-10', '2025-12'] as const;

test('the errors of the run, of its forecast and of the naive one are those that the text gives', () => {
  const { model } = answerOf('scenarios/april-2025-controls.yaml').answer.run;
  const found = fitTo(model, readFreeNumbers(model.scenario, NUMBERS, NUMBERS.length).numbers);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const { observations } = found.value;
  const of = (id: string) => observations.find((one) => one.id === id) ?? expect.fail(`no observation ${id}`);
  const [world, us] = [of('exports_to_world'), of('exports_to_us')];
  /** Mean absolute error over some months, in percent of the reference. */
  const error = (
    { months, reference }: typeof world,
    which: 'forecast' | 'naive',
    [from, to]: readonly [string, string],
    digits = 0,
  ) => {
    const judged = months.filter(({ month, forecast }) => forecast !== undefined && month >= from && month <= to);
    const missed = judged.reduce((sum, one) => sum + Math.abs((one[which] as number) - one.observed), 0);
    return ((missed / judged.length / reference) * 100).toFixed(digits);
  };
  const before = ({ errors }: typeof world) => (errors.before * 100).toFixed(0);
  const about = model.scenario.about?.replace(/\s+/g, ' ');
  const zh = model.scenario.translations['zh']?.get('about')?.replace(/\s+/g, '');
  for (const said of [
    `the run errs by ${before(world)} percent for all exports and ${before(us)} percent for those to the US`,
    `it errs by ${error(world, 'forecast', WHOLE)} percent for all exports and ${error(us, 'forecast', WHOLE)} percent`,
    `carried on errs by ${error(world, 'naive', WHOLE)} and ${error(us, 'naive', WHOLE)}.`,
    `(${error(world, 'naive', RETURN)} and ${error(us, 'naive', RETURN)} percent to September; the model ${error(world, 'forecast', RETURN)} and ${error(us, 'forecast', RETURN)})`,
    `it errs by ${error(world, 'naive', STEADY, 1)} and ${error(us, 'naive', STEADY, 1)} percent, the model by ${error(world, 'forecast', STEADY, 1)} and ${error(us, 'forecast', STEADY, 1)}`,
  ]) {
    expect(about).toContain(said);
  }
  for (const said of [
    `全部出口的误差为${before(world)}%，对美出口为${before(us)}%`,
    `全部出口误差为${error(world, 'forecast', WHOLE)}%，对美出口为${error(us, 'forecast', WHOLE)}%`,
    `误差分别为${error(world, 'naive', WHOLE)}%和${error(us, 'naive', WHOLE)}%`,
    `截至9月为${error(world, 'naive', RETURN)}%和${error(us, 'naive', RETURN)}%，模型为${error(world, 'forecast', RETURN)}%和${error(us, 'forecast', RETURN)}%`,
    `10至12月其误差为${error(world, 'naive', STEADY, 1)}%和${error(us, 'naive', STEADY, 1)}%，模型为${error(world, 'forecast', STEADY, 1)}%和${error(us, 'forecast', STEADY, 1)}%`,
  ]) {
    expect(zh).toContain(said);
  }
});
