/** Icons of lucide 1.62.0 (ISC licence), only those in use: tag and attributes of each stroke, on a grid of 24. */
/** @type {Record<string, Array<[string, Record<string, string>]>>} */
export const ICONS = {
  'arrow-left': [["path", {"d": "m12 19-7-7 7-7"}], ["path", {"d": "M19 12H5"}]],
  'chart-column': [["path", {"d": "M3 3v16a2 2 0 0 0 2 2h16"}], ["path", {"d": "M18 17V9"}], ["path", {"d": "M13 17V5"}], ["path", {"d": "M8 17v-3"}]],
  'check': [["path", {"d": "M20 6 9 17l-5-5"}]],
  'chevron-down': [["path", {"d": "m6 9 6 6 6-6"}]],
  'chevron-right': [["path", {"d": "m9 18 6-6-6-6"}]],
  'circle': [["circle", {"cx": "12", "cy": "12", "r": "10"}]],
  'circle-alert': [["circle", {"cx": "12", "cy": "12", "r": "10"}], ["line", {"x1": "12", "x2": "12", "y1": "8", "y2": "12"}], ["line", {"x1": "12", "x2": "12.01", "y1": "16", "y2": "16"}]],
  'clipboard-check': [["rect", {"width": "8", "height": "4", "x": "8", "y": "2", "rx": "1", "ry": "1"}], ["path", {"d": "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2"}], ["path", {"d": "m9 14 2 2 4-4"}]],
  'diamond': [["path", {"d": "M2.7 10.3a2.41 2.41 0 0 0 0 3.41l7.59 7.59a2.41 2.41 0 0 0 3.41 0l7.59-7.59a2.41 2.41 0 0 0 0-3.41l-7.59-7.59a2.41 2.41 0 0 0-3.41 0Z"}]],
  'hotel': [["path", {"d": "M10 22v-6.57"}], ["path", {"d": "M12 11h.01"}], ["path", {"d": "M12 7h.01"}], ["path", {"d": "M14 15.43V22"}], ["path", {"d": "M15 16a5 5 0 0 0-6 0"}], ["path", {"d": "M16 11h.01"}], ["path", {"d": "M16 7h.01"}], ["path", {"d": "M8 11h.01"}], ["path", {"d": "M8 7h.01"}], ["rect", {"x": "4", "y": "2", "width": "16", "height": "20", "rx": "2"}]],
  'house': [["path", {"d": "M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"}], ["path", {"d": "M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"}]],
  'info': [["circle", {"cx": "12", "cy": "12", "r": "10"}], ["path", {"d": "M12 16v-4"}], ["path", {"d": "M12 8h.01"}]],
  'log-out': [["path", {"d": "m16 17 5-5-5-5"}], ["path", {"d": "M21 12H9"}], ["path", {"d": "M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"}]],
  'square': [["rect", {"width": "18", "height": "18", "x": "3", "y": "3", "rx": "2"}]],
  'printer': [["path", {"d": "M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"}], ["path", {"d": "M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"}], ["rect", {"x": "6", "y": "14", "width": "12", "height": "8", "rx": "1"}]],
  'search': [["path", {"d": "m21 21-4.34-4.34"}], ["circle", {"cx": "11", "cy": "11", "r": "8"}]],
  'triangle': [["path", {"d": "M13.73 4a2 2 0 0 0-3.46 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3Z"}]],
  'triangle-alert': [["path", {"d": "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"}], ["path", {"d": "M12 9v4"}], ["path", {"d": "M12 17h.01"}]],
  'x': [["path", {"d": "M18 6 6 18"}], ["path", {"d": "m6 6 12 12"}]],
};
