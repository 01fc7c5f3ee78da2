// Who holds which phone, and what one might text on it.

export const STRANGER = "+15035550188";

let people = [], staff = null;

export function meet(answer) {
  people = answer.people;
  staff = answer.staff_number;
}

// Those who share a number share a phone: one entry, all their names.
export function phones() {
  const shared = new Map();
  for (const person of people) {
    if (!person.phone) continue;
    if (!shared.has(person.phone)) shared.set(person.phone, []);
    shared.get(person.phone).push(person);
  }
  return [...shared].map(([number, household]) => ({ number, household, name: names(household) + state(household) }));
}

export function nameOf(number) {
  const phone = phones().find((one) => one.number === number);
  if (phone) return phone.name;
  if (number === staff) return "the front desk's mobile";
  return number === STRANGER ? "the number nobody knows" : pretty(number);
}

export const isNamed = (number) => nameOf(number) !== pretty(number);
export const known = (number) => phones().some((one) => one.number === number);
export const staffNumber = () => staff;

export function initials(number) {
  const first = phones().find((one) => one.number === number)?.household[0];
  return first ? first.name.split(" ").map((word) => word[0]).slice(0, 2).join("") : "";
}

export function pretty(number) {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return us ? `(${us[1]}) ${us[2]}-${us[3]}` : number;
}

// What was typed as a number, in the carrier's form, or null.
export function dialled(typed) {
  const digits = typed.replace(/[^\d+]/g, "");
  const number = digits.startsWith("+") ? digits : digits.length === 11 ? `+${digits}` : `+1${digits}`;
  return /^\+[1-9]\d{6,14}$/.test(number) && (!number.startsWith("+1") || number.length === 12) ? number : null;
}

export function suggestions(number) {
  if (number === staff) return ["take 1", "done 1"];
  const person = phones().find((one) => one.number === number)?.household[0] ?? people[0];
  const who = person ? `, ${person.name} ${born(person)}`.trimEnd() : "";
  const texts = [
    `Cleaning next Tuesday please${who}`,
    "My tooth hurts, can somebody see me tomorrow?",
    "Una limpieza el jueves por la tarde, por favor",
    "Can I talk to a person about my bill?",
  ];
  return person?.language === "spa" ? [texts[2], texts[0], texts[1], texts[3]] : texts;
}

function names(household) {
  if (household.length === 1) return household[0].name;
  const last = (person) => person.name.split(" ").at(-1);
  const alike = household.every((person) => last(person) === last(household[0]));
  const each = household.map((person) => (alike ? person.name.split(" ").slice(0, -1).join(" ") : person.name));
  return `${each.slice(0, -1).join(", ")} & ${each.at(-1)}${alike ? ` ${last(household[0])}` : ""}`;
}

// A chart that is no longer a patient's can still text.
function state(household) {
  const status = household[0].status;
  return status === "Patient" ? "" : ` (${status.toLowerCase()})`;
}

function born(person) {
  const date = /^(\d{4})-(\d\d)-(\d\d)/.exec(person.birthdate ?? "");
  return date ? `${+date[2]}/${+date[3]}/${date[1].slice(2)}` : "";
}
