import { expect, test } from 'vitest';
import { exploreCommandOf, exploringOf, runCommandOf } from '../../src/explore/command.ts';
import { inScript } from '../../src/explore/page.ts';

test('a call of run is explored with what it puts over the file, in its language, and without what is of ensembles', () => {
  const call = `chokepoint run 'my files/it'\\''s.yaml' --set 'assumptions.x=10 weeks' --set a.b=1 --allow-outside --runs 64 --seed 'a b' --series all --lang zh`;
  expect(exploringOf(call)).toBe(
    `chokepoint explore 'my files/it'\\''s.yaml' --set 'assumptions.x=10 weeks' --set a.b=1 --allow-outside --lang zh`,
  );
});

test('choices are words that a shell hands on as they are', () => {
  expect(runCommandOf('a.yaml', [{ path: 'licences.x.phases[1].limit', text: "50% * (it's)" }])).toBe(
    `chokepoint run a.yaml --set 'licences.x.phases[1].limit=50% * (it'\\''s)'`,
  );
});

test('the base of a study is explored under what the study puts over it, in the language of the report', () => {
  expect(exploreCommandOf('a.yaml')).toBe('chokepoint explore a.yaml');
  expect(exploreCommandOf('a.yaml', [{ path: 'assumptions.x', text: '10 weeks' }])).toBe(
    "chokepoint explore a.yaml --set 'assumptions.x=10 weeks'",
  );
  expect(exploreCommandOf('a.yaml', [], 'zh')).toBe('chokepoint explore a.yaml --lang zh');
});

test('a program in a page can end no element, and says the same', () => {
  const program = 'f = ["</script>", "<!--", "<script", 1 < 2]';
  expect(inScript(program)).not.toMatch(/<\/script|<!--|<script/i);
  expect(new Function(`let ${inScript(program)}; return f`)()).toEqual(['</script>', '<!--', '<script', true]);
});
