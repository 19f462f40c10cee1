/** What a run came to, in the sentences of reports, in every language of pages. */
import { type BranchedResults, branchingOf } from '../findings/branches.ts';
import type { User } from '../findings/users.ts';
import { explainBriefly } from '../metrics/why/explain.ts';
import type { WhyQuestion } from '../metrics/why/why.ts';
import { modelIn } from '../model/in-language.ts';
import type { Model } from '../model/network.ts';
import { branchSentence } from '../report/document/branches.ts';
import { othersSentence, subjectSentence } from '../report/document/users.ts';
import { type Language, wordsOf } from '../report/text/languages.ts';
import { whySentences } from '../report/why/sentences.ts';
import { type Named, perLanguage } from './named.ts';

/** On what it hangs, who is short, and who else. `titles` are of users, by id. */
export function answerOf(results: BranchedResults, users: readonly User[], titles: ReadonlyMap<string, Named>): Named {
  const { ensemble } = results;
  const { start, steps, stepDays } = results.model;
  return perLanguage((language) => {
    const words = wordsOf(language);
    const named = users.map((user) => ({ ...user, title: titles.get(user.id)?.[language] ?? user.title }));
    const model = modelIn(results.model, language);
    const found = branchingOf({ ...results, model });
    // Without a focus the user that lacks most may be another on average than in the run that is shown.
    const branching = found?.branches[0].users[0].id === named[0]?.id ? found : undefined;
    const told = { users: named, subject: named[0], runs: ensemble?.runs, branching };
    const time = [start, start + steps * stepDays].map(words.quantities.longDate);
    const all = [branchSentence(told, model, words), subjectSentence(told, time, words), othersSentence(told, words)];
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
