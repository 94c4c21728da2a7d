import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/language.js';

/**
 * How much room is left in a text. A browser's own limit would cut what is pasted without a word, so the whole text stays
 * and the form is not sent while it is too long.
 */
export function useTextLimit<Element extends HTMLInputElement | HTMLTextAreaElement>(
  value: string,
  most: number | undefined,
) {
  const { t } = useLanguage();
  const element = useRef<Element>(null);
  const length = [...value].length;
  const isOver = most !== undefined && length > most;
  const tooLong = isOver ? t('field.tooLong', { n: length, max: most }) : undefined;
  useEffect(() => {
    element.current?.setCustomValidity(tooLong ?? '');
  }, [tooLong]);
  const isNear = most !== undefined && !isOver && length > most * 0.8;
  return { element, tooLong, room: isNear ? t('field.length', { n: length, max: most }) : undefined };
}
