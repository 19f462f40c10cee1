/** What a run came to, in the sentences of reports, in every language of pages. */
import type { User } from '../findings/users.ts';
import { explainBriefly } from '../metrics/why/explain.ts';
import type { WhyQuestion } from '../metrics/why/why.ts';
import type { Model } from '../model/network.ts';
import { othersSentence, subjectSentence } from '../report/document/users.ts';
import { type Language, wordsOf } from '../report/text/languages.ts';
import { whySentences } from '../report/why/sentences.ts';
import { type Named, perLanguage } from './named.ts';

/** Who is short, and who else. `titles` are of users, by id. */
export function answerOf(
  { start, steps, stepDays }: Pick<Model, 'start' | 'steps' | 'stepDays'>,
  users: readonly User[],
  runs: number | undefined,
  titles: ReadonlyMap<string, Named>,
): Named {
  return perLanguage((language) => {
    const words = wordsOf(language);
    const named = users.map((user) => ({ ...user, title: titles.get(user.id)?.[language] ?? user.title }));
    const told = { users: named, subject: named[0], runs, branching: undefined };
    const time = [start, start + steps * stepDays].map(words.quantities.longDate);
    const all = [subjectSentence(told, time, words), othersSentence(told, words)];
    return words.sentences(all.filter((one) => one !== undefined));
  });
}

/** A thread that nobody waits for may take two seconds. */
const BREVITY = { causes: 10, steps: 1.5e7 };

/** Why each demand of the central run lacks what it does; undefined where it has no causes, or too many to say in passing. */
export function whyTold(model: Model, readAgain: WhyQuestion['readAgain']): Named[] | undefined {
  const found = explainBriefly(model, readAgain, BREVITY)?.found;
  if (found === undefined) return undefined;
  return model.scenario.demands.map((_, k) =>
    perLanguage((language: Language) => wordsOf(language).sentences(whySentences(found, k, language))),
  );
}
