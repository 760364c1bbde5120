/** Words in English of what is around every screen. */

export default {
  'shell.back': 'Back',
  'shell.hide': 'Hide now',
  'shell.home': 'Home',
  'shell.elsewhere': 'An Trú is open in another window',
  'shell.elsewhere-why': 'Only one window may record at a time, so that the two do not write over each other. The other one will be saved and locked.',
  'shell.here': 'Work in this window',
  'shell.absent': 'There is no such screen. Please go to the home screen.',
  'shell.offline': 'No network. You can still record; send later.',
  'shell.unsaved': 'Your last touch is not saved yet',
  'shell.loading': 'Opening…',
  'level.red': 'Red',
  'level.orange': 'Orange',
  'level.yellow': 'Yellow',
  'level.white': 'White',
};
