export const privacy = {
  'privacy.title': '내 데이터',
  'privacy.lead':
    '나에 대해 보관된 모든 것을 JSON 파일로 내려받을 수 있어요. 고칠 것이 있으면 위에서 바꾸거나 운영자에게 요청해 주세요.',
  'privacy.download': '내 데이터 내려받기',
  'privacy.delete': '계정 삭제',
  'privacy.deleteTitle': '계정을 완전히 삭제할까요?',
  'privacy.deleteGoes':
    '이름, 이메일, 프로필, 참가 신청, 메일, 로그인 기록이 바로 지워져요. 팀과 행사에서도 나가게 돼요.',
  'privacy.deleteStays':
    '다른 사람이 근거로 삼는 것은 이름 없이 남아요. 팀의 제출물과 점수, 작업 기록이 그래요.',
  'privacy.deleteEmail': '확인을 위해 내 이메일을 입력해 주세요',
  'privacy.deletePassword': '비밀번호',
  'privacy.deletePasswordHint': '소속 기관으로 로그인해서 비밀번호가 없다면 비워 두세요.',
  'privacy.deleteNow': '완전히 삭제',
  'privacy.deleted': '계정이 삭제됐어요.',
} as const;
