/** A study in the words of a language: its own texts, and a name for the base, which a study file does not give. */
import { parsePath } from '../../issue.ts';
import type { StudyResult } from '../../metrics/study/result.ts';
import { type Translations, textsIn } from '../../model/in-language.ts';
import { wordingIn } from '../../wording.ts';
import { studyWords } from '../text/apart.ts';
import type { Language } from '../text/languages.ts';

/** Texts by language and path: of the study file, and of the scenario that is its base. */
interface Texts {
  readonly study: Translations;
  readonly scenario: Translations;
}

/** The same numbers, with every text in the language as far as it is given in it. */
export function localiseStudy(
  result: StudyResult,
  language: Language,
  texts: Texts = { study: {}, scenario: {} },
): StudyResult {
  const ofStudy = textsIn(texts.study, language);
  const ofScenario = textsIn(texts.scenario, language);
  const study = studyWords({ language });
  const { worlds } = result;
  const named = worlds?.worlds.map((world) => {
    const { instead } = world;
    if (instead === undefined) return world;
    return { ...world, title: study.world(wordingIn(instead.what, language), instead.value) };
  });
  const axes = result.axes.map((axis) => ({
    ...{ ...axis, labels: axis.labels.map(study.label) },
    title: ofStudy(['grid', axis.path, 'title'], entityTitle(axis, texts.scenario, language)),
  }));
  const variants = result.variants.map((variant, position) => {
    const { id, title, about, cell } = variant;
    const at = ['variants', id];
    if (position === 0) {
      const own = title === studyWords({ language: 'en' }).baseCase ? study.baseCase : ofScenario(['title'], title);
      return { ...variant, title: own, about: ofScenario(['about'], about) };
    }
    const named = cell && study.cell(cell.map((place, axis) => `${axes[axis].title} ${axes[axis].labels[place]}`));
    return { ...variant, title: named ?? ofStudy([...at, 'title'], title), about: ofStudy([...at, 'about'], about) };
  });
  return {
    ...result,
    ...{ title: ofStudy(['title'], result.title), about: ofStudy(['about'], result.about), axes, variants },
    worlds: worlds && { ...worlds, worlds: named ?? [] },
    demands: result.demands.map((one) => ({ ...one, title: ofScenario(['demands', one.id, 'title'], one.title) })),
  };
}

/** The title of an axis without one of its own: of an entity or assumption, or of a field of it, in the language. */
function entityTitle({ path, title }: StudyResult['axes'][number], texts: Translations, language: Language): string {
  const [section, id, ...fields] = parsePath(path);
  const own = textsIn(texts, language)([section, id, 'title'], fields.length > 0 ? undefined : title);
  if (own === undefined || fields.length === 0) return own ?? title;
  return studyWords({ language }).axis(own, fields) ?? title;
}

/** The title of one variant in a language; of the base, if it has no title of its own, that it is the base. */
export function variantTitle(
  { translations }: { readonly translations: Translations },
  { id, title }: { readonly id: string; readonly title: string },
  language: Language,
): string {
  if (title === studyWords({ language: 'en' }).baseCase) return studyWords({ language }).baseCase;
  return textsIn(translations, language)(['variants', id, 'title'], title);
}
