import type { Texts } from '../../platform/i18n/language.js';
import type { Background } from '../accounts/profile.js';

/** As people call them, in spreadsheets and sentences. */
export const BACKGROUND_NAMES: Record<Background, Texts> = {
  clinician: { en: 'Clinician (physician, nurse, pharmacist …)', ko: '임상 의료인 (의사·간호사·약사 등)' },
  data_scientist: { en: 'Data scientist', ko: '데이터 과학자' },
  engineer: { en: 'Engineer', ko: '엔지니어' },
  student: { en: 'Student', ko: '학생' },
  other: { en: 'Other', ko: '기타' },
};
