/** An answer with the texts of its scenario in a language. */
import { modelIn } from '../model/in-language.ts';
import type { Answer } from './answer.ts';

/** The answer as a report in a language names things; ids, numbers and the digest are the same. */
export function answerIn(answer: Answer, language: string): Answer {
  const model = modelIn(answer.run.model, language);
  if (model === answer.run.model) return answer;
  const { title, expectations, observations } = model.scenario;
  return {
    ...answer,
    run: { ...answer.run, model },
    verdicts: answer.verdicts.map((one) => {
      const { because, reason } = expectations[one.position] ?? one;
      return { ...one, because, reason };
    }),
    comparisons: answer.comparisons.map((one) => ({
      ...one,
      observation: observations.find(({ id }) => id === one.observation.id) ?? one.observation,
    })),
    summary: { ...answer.summary, title },
  };
}
