/** The words of the desk's pages. */

import casesEn from '../words/cases.en.js';
import casesVi from '../words/cases.vi.js';
import en from '../words/en.js';
import vi from '../words/vi.js';
import { speaker } from './language.js';

export const { currentLanguage, speak, t, inLanguage } = speaker({ vi: { ...vi, ...casesVi }, en: { ...en, ...casesEn } });
