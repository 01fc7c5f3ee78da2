// Visits of one chair that overlap stand side by side.

const LOW = 15; // a block is never drawn lower than its name, so what begins that soon after it overlaps with it

// Give each visit its lane, from 0, and how many lanes there are where it stands. `visits` have from and length, in minutes.
export function sideBySide(visits) {
  const placed = [];
  let group = [], ends = [];
  for (const visit of [...visits].sort((one, other) => one.from - other.from || other.length - one.length)) {
    if (ends.every((end) => end <= visit.from)) [group, ends] = [[], []];
    const free = ends.findIndex((end) => end <= visit.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = visit.from + Math.max(visit.length, LOW);
    const one = { ...visit, lane, lanes: 1 };
    group.push(one);
    placed.push(one);
    for (const each of group) each.lanes = ends.length;
  }
  return placed;
}
