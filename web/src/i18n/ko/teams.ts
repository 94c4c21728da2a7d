export const teams = {
  'background.clinician': '임상의',
  'background.data_scientist': '데이터 과학자',
  'background.engineer': '엔지니어',
  'background.student': '학생',
  'background.other': '기타',
  'teamRules.title': '팀 구성 규칙',
  'teamRules.lead': '팀마다 아직 부족한 점이 보여요. 0이면 따로 요구하지 않아요.',
  'teamRules.minSize': '팀 최소 인원',
  'teamRules.atLeast': '최소 인원: {background}',
  'teamRules.freeze': '팀 확정 시각',
  'teamRules.freezeHint': '이때부터는 운영자만 사유를 적고 팀을 바꿀 수 있어요. 비워 두면 확정하지 않아요.',
} as const;
