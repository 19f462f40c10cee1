/**
 * How wide text is in Inter, so that labels can be laid out before anything draws them, and the same everywhere.
 * Advance widths come from the font's own tables; what they lack is taken to be as wide as a usual capital.
 */

export type Weight = 400 | 600;

/** Advance widths of U+0020 to U+007E in thousandths of the font size. */
const ADVANCES: Readonly<Record<Weight, readonly number[]>> = {
  400: [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
    566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
    753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
    583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
    333, 426, 662,
  ],
  600: [
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623, 636, 666, 612, 640,
    576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605, 588, 749, 746, 277, 580, 703, 565, 922,
    759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720, 713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624,
    591, 389, 625, 612, 262, 262, 569, 262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455,
    359, 455, 673,
  ],
};

const USUAL = 680;
const FULL = 1000;
/** East Asian scripts, emoji, and the dash and dots that fill an em. */
const WIDE =
  /[\u1100-\u11ff\u2014\u2026\u2190-\u21ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]|[\u{10000}-\u{10ffff}]/u;
const COMBINING = /\p{Mark}/u;

/** The width of one line of text, in the unit of `size`. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let thousandths = 0;
  for (const character of text.normalize('NFD')) {
    const known: number | undefined = ADVANCES[weight][(character.codePointAt(0) ?? 0) - 32];
    thousandths += known ?? (COMBINING.test(character) ? 0 : WIDE.test(character) ? FULL : USUAL);
  }
  return (thousandths / 1000) * size;
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function truncate(text: string, width: number, size: number, weight: Weight = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('').trimEnd()}…`, size, weight) > width)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** The text in lines no wider than `width`; a word too long for a line is cut; what exceeds `most` lines is left out with an ellipsis. */
export function wrap(text: string, width: number, size: number, weight: Weight = 400, most = 99): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text, width, size, weight)) {
    const longer = line === '' ? piece.trimStart() : line + piece;
    if (textWidth(longer.trimEnd(), size, weight) <= width) {
      line = longer;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), truncate(`${lines[most - 1]} ${lines[most]}`, width, size, weight)].map(
    (kept, at) => (at === most - 1 && !kept.endsWith('…') ? truncate(`${kept}…`, width, size, weight) : kept),
  );
}

/** The text in as few lines as `wrap` takes, made about equally long: a title does not end in a lone word. */
export function wrapEvenly(text: string, width: number, size: number, weight: Weight, most: number): string[] {
  const lines = wrap(text, width, size, weight, most);
  if (wrap(text, width, size, weight).length > most) return lines;
  let narrowest = width;
  while (narrowest > width / 3 && wrap(text, narrowest - 10, size, weight).length === lines.length) narrowest -= 10;
  return wrap(text, narrowest, size, weight);
}

/** Dates, and numbers with what they count, stay on one line; so do words, and each Chinese character with what closes it. */
const UNBROKEN =
  / *(?:\d{1,2} [A-Z][a-z]+ \d{4}[^ ]*|[（“(]*\d[\d,.]* (?:\p{Script=Han}[，。；：、）”]*|[^ \p{Script=Han}]+)|[（“]*\p{Script=Han}[，。；：、）”]*|[（“]*[^ \p{Script=Han}（“]+|[（“]+)/gu;

/** Words with the space before them, and the characters of words that no line could hold. */
function pieces(text: string, width: number, size: number, weight: Weight): string[] {
  return (text.match(UNBROKEN) ?? []).flatMap((word) =>
    textWidth(word.trimStart(), size, weight) <= width ? [word] : [...word],
  );
}
