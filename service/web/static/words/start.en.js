/** Words in English: the first page of each role. */

export default {
  'start.inspector': 'Begin with the place to inspect',
  'start.find': 'Search the register',
  'start.find-hint': 'Type a name or an address, with or without accents.',
  'start.search': 'Search',
  'start.own-visits': 'Your unit\'s latest visits',
  'start.all-visits': 'See all',
  'start.reviewer': 'Cases to review',
  'start.reviewer-lead': 'Highest level first; within a level, the oldest first.',
  'start.figures': 'Figures of {period}',
  'start.all-figures': 'See all figures',
  'start.no-visits': 'No visit in this period yet',
  'start.no-visits-do': 'Figures appear with the first visit that a unit sends. See other periods on the Figures page.',
  'start.administrator': 'Accounts',
  'tile.last-year': 'Same period last year: {value}',
};
