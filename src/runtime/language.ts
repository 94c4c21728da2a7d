/** The key messages of the terminal are given in Korean to those whose terminal is Korean. */
export function inTheirLanguage(env: NodeJS.ProcessEnv, en: string, ko: string): string {
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return language.startsWith('ko') ? ko : en;
}
