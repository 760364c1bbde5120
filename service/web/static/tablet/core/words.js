/** The words of the tablet. */

import { speaker } from '../../lib/language.js';
import en from '../words/en.js';
import vi from '../words/vi.js';

export const { currentLanguage, speak, t, inLanguage } = speaker({ vi, en });
