/** The words of the desk's pages. */

import casesEn from '../words/cases.en.js';
import casesVi from '../words/cases.vi.js';
import en from '../words/en.js';
import findingsEn from '../words/findings.en.js';
import findingsVi from '../words/findings.vi.js';
import vi from '../words/vi.js';
import { speaker } from './language.js';

export const { currentLanguage, speak, t, inLanguage } = speaker({
  vi: { ...vi, ...casesVi, ...findingsVi },
  en: { ...en, ...casesEn, ...findingsEn },
});
