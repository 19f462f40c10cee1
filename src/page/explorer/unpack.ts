/** Unpacks the programs of a page, which are LZMA in base64: a page is mostly programs, and so a sixth smaller than with DEFLATE. */

/** Numbers of bits in a length, beside its class; states; and distances that have probabilities of their own. */
const [LENGTH, STATES, SPECIAL] = [2 + 16 * 8 * 2 + 256, 12, 115];

/** Gives the bytes that were packed, by LZMA with the header of an .lzma file and its size in it. */
export function unpacked(base64: string): Uint8Array<ArrayBuffer> {
  const packed = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const literals = packed[0] % 9;
  const [before, within] = [Math.floor(packed[0] / 9) % 5, Math.floor(packed[0] / 45)];
  const out = new Uint8Array(new DataView(packed.buffer).getUint32(5, true));

  // Where the probabilities of each kind of bit begin.
  let many = 0;
  const take = (count: number) => {
    many += count;
    return many - count;
  };
  const isMatch = take(STATES << 4);
  const isRepeat = take(STATES);
  const isOlder = [take(STATES), take(STATES), take(STATES)];
  const isLong = take(STATES << 4);
  const slots = take(4 << 6);
  const special = take(SPECIAL);
  const aligned = take(16);
  const [length, repeated] = [take(LENGTH), take(LENGTH)];
  const literal = take(0x300 << (literals + before));
  const odds = new Uint16Array(many).fill(1024);

  let at = 18;
  let range = 0xffffffff;
  let code = new DataView(packed.buffer).getUint32(14);
  const widen = () => {
    if (range >= 0x1000000) return;
    range = (range << 8) >>> 0;
    code = ((code << 8) | packed[at++]) >>> 0;
  };
  const bit = (place: number): number => {
    const p = odds[place];
    const bound = (range >>> 11) * p;
    const isOne = code >= bound;
    if (isOne) {
      range -= bound;
      code -= bound;
      odds[place] = p - (p >>> 5);
    } else {
      range = bound;
      odds[place] = p + ((2048 - p) >>> 5);
    }
    widen();
    return isOne ? 1 : 0;
  };
  const plainBits = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n++) {
      range >>>= 1;
      const isOne = code >= range;
      if (isOne) code -= range;
      value = value * 2 + (isOne ? 1 : 0);
      widen();
    }
    return value;
  };
  const tree = (place: number, bits: number): number => {
    let node = 1;
    for (let n = 0; n < bits; n++) node = node * 2 + bit(place + node);
    return node - (1 << bits);
  };
  const treeFromEnd = (place: number, bits: number): number => {
    let [node, value] = [1, 0];
    for (let n = 0; n < bits; n++) {
      const one = bit(place + node);
      node = node * 2 + one;
      value += one << n;
    }
    return value;
  };
  const lengthOf = (place: number, position: number): number => {
    if (bit(place) === 0) return 2 + tree(place + 2 + position * 8, 3);
    if (bit(place + 1) === 0) return 10 + tree(place + 2 + 128 + position * 8, 3);
    return 18 + tree(place + 2 + 256, 8);
  };
  const distanceOf = (slot: number): number => {
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 + (slot & 1)) << bits;
    if (slot < 14) return base + treeFromEnd(special + base - slot, bits);
    return base + plainBits(bits - 4) * 16 + treeFromEnd(aligned, 4);
  };

  let state = 0;
  let back = [0, 0, 0, 0];
  for (let end = 0; end < out.length; ) {
    const position = end & ((1 << within) - 1);
    if (bit(isMatch + (state << 4) + position) === 0) {
      const last = end > 0 ? out[end - 1] : 0;
      const place = literal + 0x300 * (((end & ((1 << before) - 1)) << literals) + (last >> (8 - literals)));
      let node = 1;
      // After a match the byte that would have gone on with it tells something of this one.
      for (let n = 7, like = state >= 7 ? out[end - back[0] - 1] : -1; n >= 0; n--) {
        const own = like < 0 ? 0 : (1 + ((like >> n) & 1)) << 8;
        const one = bit(place + own + node);
        node = node * 2 + one;
        if (like >= 0 && ((like >> n) & 1) !== one) like = -1;
      }
      out[end++] = node;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count: number;
    if (bit(isRepeat + state) === 0) {
      count = lengthOf(length, position);
      back = [distanceOf(tree(slots + (Math.min(count - 2, 3) << 6), 6)), back[0], back[1], back[2]];
      state = state < 7 ? 7 : 10;
    } else {
      const isLast = bit(isOlder[0] + state) === 0;
      if (isLast && bit(isLong + (state << 4) + position) === 0) {
        count = 1;
        state = state < 7 ? 9 : 11;
      } else {
        const older = isLast ? 0 : bit(isOlder[1] + state) === 0 ? 1 : bit(isOlder[2] + state) === 0 ? 2 : 3;
        back = [back[older], ...back.filter((_, n) => n !== older)];
        count = lengthOf(repeated, position);
        state = state < 7 ? 8 : 11;
      }
    }
    for (let n = 0; n < count; n++, end++) out[end] = out[end - back[0] - 1];
  }
  return out;
}
