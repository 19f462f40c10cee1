/** A study in the words of a language: the base of a study file has no title of its own. */
import type { StudyResult } from '../../metrics/study/result.ts';
import { EN } from '../text/en.ts';
import { type Language, wordsOf } from '../text/languages.ts';

/** The same numbers, the base by the name that the language has for it. */
export function localiseStudy(result: StudyResult, language: Language): StudyResult {
  const { baseCase } = wordsOf(language).study;
  const [base, ...others] = result.variants;
  return base.title === EN.study.baseCase ? { ...result, variants: [{ ...base, title: baseCase }, ...others] } : result;
}
