import type { ErrorDetail } from '../../platform/http/domain-error.js';
import { fill, type Texts } from '../../platform/i18n/language.js';
import type { PreflightCode, PreflightError } from '../../sandbox/preflight.js';

/** What each refusal means and how to mend it. `{place}` says where. */
export const PREFLIGHT_TEXTS: Record<PreflightCode, Texts> = {
  NOTEBOOK_TOO_LARGE: {
    en: 'The file has {found} bytes; at most {limit} are taken. Clear the outputs and save it again.',
    ko: '파일이 {found}바이트예요. 최대 {limit}바이트까지 받아요. 출력을 지우고 다시 저장해 주세요.',
  },
  NOTEBOOK_NOT_UTF8: {
    en: 'The file is not text in UTF-8. Save it again with Jupyter.',
    ko: 'UTF-8 텍스트 파일이 아니에요. Jupyter에서 다시 저장해 주세요.',
  },
  NOTEBOOK_NOT_JSON: {
    en: 'The file breaks off or is no JSON{place}. Save it again with Jupyter.',
    ko: '파일이 잘렸거나 JSON이 아니에요{place}. Jupyter에서 다시 저장해 주세요.',
  },
  NOTEBOOK_TOO_DEEP: {
    en: 'Lists and objects stand more than {limit} deep in each other{place}.',
    ko: '목록과 객체가 {limit}단계보다 깊게 겹쳐 있어요{place}.',
  },
  NOTEBOOK_NOT_A_NOTEBOOK: {
    en: 'This is no Jupyter notebook: it has no cells or names no format.',
    ko: 'Jupyter 노트북이 아니에요. 셀이나 형식 정보가 없어요.',
  },
  NOTEBOOK_OLD_FORMAT: {
    en: 'The notebook has format {found}; format {limit} is taken. Open it with a current Jupyter and save it again.',
    ko: '노트북 형식이 {found}이에요. 형식 {limit}만 받으니 최신 Jupyter로 열어 다시 저장해 주세요.',
  },
  NOTEBOOK_WRONG_LANGUAGE: {
    en: 'The notebook is written for {found}; notebooks run in Python here.',
    ko: '{found}용 노트북이에요. 여기서는 Python 노트북만 실행해요.',
  },
  NOTEBOOK_TOO_MANY_CELLS: {
    en: 'The notebook has {found} cells; at most {limit} are taken.',
    ko: '셀이 {found}개예요. 최대 {limit}개까지 받아요.',
  },
  NOTEBOOK_BAD_CELL: {
    en: 'This cell is damaged: its kind or its text cannot be read{place}.',
    ko: '셀이 손상됐어요. 종류나 내용을 읽을 수 없어요{place}.',
  },
  NOTEBOOK_CELL_TOO_LARGE: {
    en: 'This cell has {found} bytes; at most {limit} are taken{place}. Put data into files, not into code.',
    ko: '셀이 {found}바이트예요. 최대 {limit}바이트까지 받아요{place}. 데이터는 코드에 넣지 말아 주세요.',
  },
  NOTEBOOK_SOURCE_TOO_LARGE: {
    en: 'All cells together have {found} bytes of text; at most {limit} are taken.',
    ko: '모든 셀의 내용이 {found}바이트예요. 최대 {limit}바이트까지 받아요.',
  },
  NOTEBOOK_NO_CODE: {
    en: 'No cell holds any code.',
    ko: '코드가 든 셀이 없어요.',
  },
};

/** The errors as an answer lists them, each with its place in words; cells are counted from 1 there. */
export const preflightDetails = (errors: PreflightError[]): ErrorDetail[] =>
  errors.slice(0, 20).map(({ code, cell, line, column, found, limit }) => {
    const place = {
      en: [
        cell === undefined ? '' : `cell ${cell + 1}`,
        line === undefined ? '' : `line ${line}, column ${column ?? 1}`,
      ],
      ko: [
        cell === undefined ? '' : `${cell + 1}번째 셀`,
        line === undefined ? '' : `${line}행 ${column ?? 1}열`,
      ],
    };
    const words = (language: 'en' | 'ko') => {
      const where = place[language].filter(Boolean).join(', ');
      return fill(PREFLIGHT_TEXTS[code][language], {
        place: where && ` (${where})`,
        found: found ?? '',
        limit: limit ?? '',
      });
    };
    return {
      code,
      ...(cell === undefined ? {} : { path: `cells[${cell}]` }),
      detail: { en: words('en'), ko: words('ko') },
      ...(line === undefined ? {} : { examples: [{ line, value: found ?? '' }] }),
    };
  });
