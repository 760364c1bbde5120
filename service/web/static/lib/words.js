/** The words of the desk's pages. */

import en from '../words/en.js';
import vi from '../words/vi.js';
import { speaker } from './language.js';

export const { currentLanguage, speak, t, inLanguage } = speaker({ vi, en });
