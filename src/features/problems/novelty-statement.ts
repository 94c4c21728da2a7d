import type { Texts } from '../../platform/i18n/language.js';

/** A change of the text is a new version: teams that declared an earlier one are asked again. */
export const NOVELTY_VERSION = '2026-11';

export const NOVELTY_TEXT: Texts = {
  en: `We declare that the work we hand in at this event is new. We began it for this event; it has not been published, submitted elsewhere or handed in at another event, neither by us nor, to our knowledge, by others. Where we build on earlier work, ours or that of others, we name it below, with code, models and text that we reuse. We say so here as soon as this changes.`,
  ko: `우리 팀이 이 행사에 내는 연구는 새로운 연구예요. 이 행사를 위해 시작했고, 우리도 (아는 한) 다른 누구도 이 연구를 발표하거나 다른 곳에 투고하거나 다른 행사에 낸 적이 없어요. 우리나 다른 사람의 앞선 연구를 바탕으로 했다면 다시 쓴 코드·모델·글까지 아래에 밝혀요. 달라지는 것이 있으면 바로 여기에 다시 적을게요.`,
};
