/** The level of one visit's flags: the same rules as `service/domain/triage.py`, from the data of the pull. */

export const LEVELS = ['white', 'yellow', 'orange', 'red']; // rising; the place is the rank

/**
 * @typedef {{code: string, group: string, severity: string, mode: string, minor: boolean}} Indicator
 * @typedef {{at_least: number, severities: string[], modes: string[], groups: number}} Need
 * @typedef {{code: string, level: string, needs: Need[]}} Rule
 * @typedef {{rules: Rule[], minor: {code: string, levels: number}}} Rules
 * @typedef {{indicator: string, person?: {label?: string, under_18?: boolean} | null}} Flag
 */

/**
 * @param {Flag[]} flags @param {Map<string, Indicator>} indicators @param {Rules} rules
 * @returns {{level: string, rules: string[]}} with the rules that fired
 */
export function triage(flags, indicators, rules) {
  if (!flags.length) return { level: 'white', rules: [] };
  const seen = [...new Set(flags.map((flag) => flag.indicator))].map((code) => known(code, indicators));
  const fired = rules.rules.filter((rule) => rule.needs.every((need) => isMet(need, seen)));
  let rank = Math.max(0, ...fired.map((rule) => LEVELS.indexOf(rule.level)));
  const codes = fired.filter((rule) => rule.level === LEVELS[rank]).map((rule) => rule.code);
  if (concernsMinor(flags, seen)) {
    rank = Math.min(rank + rules.minor.levels, LEVELS.length - 1);
    codes.push(rules.minor.code);
  }
  return { level: LEVELS[rank], rules: codes };
}

/** @param {string} code @param {Map<string, Indicator>} indicators */
function known(code, indicators) {
  const one = indicators.get(code);
  if (!one) throw new RangeError(code);
  return one;
}

/** @param {Need} need @param {Indicator[]} seen */
function isMet(need, seen) {
  const fitting = seen.filter((one) => need.severities.includes(one.severity) && need.modes.includes(one.mode));
  return fitting.length >= need.at_least && new Set(fitting.map((one) => one.group)).size >= need.groups;
}

/** @param {Flag[]} flags @param {Indicator[]} seen */
function concernsMinor(flags, seen) {
  return seen.some((one) => one.minor) || flags.some((flag) => flag.person?.under_18 === true);
}
