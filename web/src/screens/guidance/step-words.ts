import type { Step } from '../../api/guidance.js';
import type { Key } from '../../i18n/dictionary.js';
import { en } from '../../i18n/en.js';
import { useLanguage } from '../../i18n/language.js';

export interface StepWords {
  /** In a list. */
  short: string;
  title: string;
  hint: string;
  action: string | null;
}

/** The words of a step: by its code, and by its state where that says something else. */
export function useStepWords(): (step: Step) => StepWords {
  const { t, read } = useLanguage();
  return (step) => {
    const { code, state, params } = step;
    const values = {
      n: params.count ?? 0,
      max: params.limit ?? 0,
      task: params.title ? read(params.title) : '',
      lacks: (params.lacks ?? [])
        .map(({ kind, background, count }) =>
          t('next.lack', {
            n: count,
            who: kind === 'background' && background ? t(`background.${background}`) : t('next.lack.people'),
          }),
        )
        .join(', '),
    };
    /** A key is put together here: the compiler cannot see which parameters it takes, so all of them are given. */
    const say = (key: string): string => t(key as 'next.lack', { ...values, who: '' } as never);
    const has = (key: string): key is Key => key in en;
    const inState = `next.${state}.${code}`;
    return {
      short: say(`next.short.${code}`),
      title: say(has(inState) ? inState : `next.title.${code}`),
      hint: state === 'late' ? t('next.lateHint') : has(`next.hint.${code}`) ? say(`next.hint.${code}`) : '',
      action: has(`next.action.${code}`) ? say(`next.action.${code}`) : null,
    };
  };
}
