import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Translate, translator } from './dictionary.js';
import { en } from './en.js';
import { ko } from './ko.js';

export type Language = 'ko' | 'en';

/** One text in both languages, as the API gives it. */
export interface Texts {
  ko: string;
  en: string;
}

const STORED = 'language';

function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === 'ko' || language === 'en') return language;
  }
  return 'en';
}

function chosenLanguage(): Language | null {
  const stored = localStorage.getItem(STORED);
  return stored === 'ko' || stored === 'en' ? stored : null;
}

let current: Language = chosenLanguage() ?? browserLanguage();

/** What requests say in Accept-Language. */
export const currentLanguage = (): Language => current;

interface Reading {
  language: Language;
  t: Translate;
  /** Text of the reader's language; the other one where this one is empty. */
  read: (texts: Texts) => string;
  /** The reader's own choice, kept in this browser. */
  choose: (language: Language) => void;
  /** The account's language: followed until the reader chooses. */
  suggest: (language: Language) => void;
}

const LanguageContext = createContext<Reading | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(current);
  const change = useCallback((next: Language) => {
    current = next;
    setLanguage(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const reading = useMemo<Reading>(
    () => ({
      language,
      t: translator(language === 'ko' ? ko : en),
      read: (texts) => texts[language] || texts.ko || texts.en,
      choose: (next) => {
        localStorage.setItem(STORED, next);
        change(next);
      },
      suggest: (next) => {
        if (chosenLanguage() === null) change(next);
      },
    }),
    [language, change],
  );
  return <LanguageContext value={reading}>{children}</LanguageContext>;
}

export function useLanguage(): Reading {
  const reading = useContext(LanguageContext);
  if (!reading) throw new Error('outside of LanguageProvider');
  return reading;
}
