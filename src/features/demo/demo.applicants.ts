import type { Language } from '../../platform/i18n/language.js';
import type { Background } from '../accounts/profile.js';
import type { Decision } from '../applications/application.policy.js';

/** Somebody who applies to the event to come, and what the organizers have decided about it so far. */
export interface DemoApplicant {
  email: string;
  name: string;
  locale: Language;
  background: Background;
  affiliation: string;
  skills: string[];
  languages: string[];
  decision: Exclude<Decision, 'no_show'> | 'withdraw' | null;
}

type Line = [
  name: string,
  affiliation: string,
  skills: string,
  languages: string,
  decision?: DemoApplicant['decision'],
];

/** In the order in which they apply; whose name is in Hangul reads Korean. */
const LINES: Record<Background, Line[]> = {
  clinician: [
    ['강예지', '한빛대학교병원 중환자의학과', 'ICU, 통계', 'ko en', 'accept'],
    ['오세훈', '푸른의료원 응급의학과', 'Emergency medicine', 'ko', 'accept'],
    ['Miriam Katz', 'Harbor University Hospital', 'Cardiology, R', 'en he', 'accept'],
    ['배수연', '새벽병원 심장내과', 'Cardiology, EHR', 'ko en', 'accept'],
    ['문태호', '한빛대학교병원 신경과', 'Clinical trials', 'ko', 'accept'],
    ['Nguyễn Thị Lan', 'Hanoi General Hospital', 'ICU, Nursing', 'vi en', 'accept'],
    ['서지혜', '가온병원 간호본부', 'Nursing, EHR', 'ko', 'waitlist'],
    ['Adaeze Obi', 'Lakeside Teaching Hospital', 'Pathology', 'en fr', 'waitlist'],
    ['류민아', '푸른의료원 영상의학과', 'Radiology, Medical imaging', 'ko en', 'waitlist'],
    ['홍성민', '새벽병원 호흡기내과', 'ICU', 'ko'],
    ['Yuki Sato', 'Minato Medical Center', 'Emergency medicine', 'ja en'],
    ['진하경', '가온병원 소아청소년과', '', 'ko en'],
  ],
  data_scientist: [
    ['남궁현', '한빛대학교 의료정보학과', 'Python, Survival analysis', 'ko en', 'accept'],
    ['Clara Jensen', 'Nordhavn Institute of Statistics', 'R, Causal inference', 'en da', 'accept'],
    ['차은비', '다온데이터', 'Python, Deep learning', 'ko', 'accept'],
    ['Ravi Krishnan', 'Bay Analytics', 'Time series, SQL', 'en ta', 'accept'],
    ['구본석', '미래통계연구소', 'Statistics, SAS', 'ko en', 'accept'],
    ['Leila Farahani', 'Open Health Lab', 'NLP, Python', 'fa en', 'waitlist'],
    ['선우진', '다온데이터', 'Machine learning', 'ko', 'decline'],
    ['Marco Bianchi', 'Politecnico del Lago', 'Epidemiology, R', 'it en'],
    ['표지훈', '한빛대학교 보건대학원', 'Epidemiology, SAS', 'ko'],
    ['Sofia Almeida', 'Instituto do Norte', 'Deep learning, Medical imaging', 'pt en es'],
    ['도가영', '미래통계연구소', 'Survival analysis, R', 'ko en'],
  ],
  engineer: [
    ['연우석', '이음소프트', 'Data engineering, SQL', 'ko en', 'accept'],
    ['Thomas Keller', 'Keller Systems', 'FHIR, Python', 'de en', 'accept'],
    ['백서윤', '한빛대학교병원 의료정보실', 'OMOP CDM, SQL', 'ko', 'accept'],
    ['Zanele Dlamini', 'Cape Digital Health', 'Data engineering', 'en zu'],
    ['안재호', '이음소프트', 'Visualization', 'ko en', 'withdraw'],
    ['Pavel Horák', 'Brno Medical Software', 'FHIR', 'cs en'],
    ['나윤슬', '푸른의료원 디지털혁신팀', 'OMOP CDM, EHR', 'ko'],
  ],
  student: [
    ['주하린', '한빛대학교 의학과 4학년', 'R', 'ko en', 'accept'],
    ['Emily Chen', 'Harbor University', 'Python, Machine learning', 'en zh', 'accept'],
    ['탁지원', '가온대학교 간호학과', 'Nursing', 'ko', 'waitlist'],
    ['Amir Hassan', 'Technical University of the Delta', 'Deep learning', 'ar en', 'decline'],
    ['변소희', '한빛대학교 통계학과', 'Statistics, R', 'ko'],
    ['Lucía Romero', 'Universidad del Sur', 'Python', 'es en'],
    ['위성현', '가온대학교 컴퓨터공학과', 'Python, Deep learning', 'ko en'],
    ['Oluwaseun Ade', 'Lakeside Medical School', 'Epidemiology', 'en'],
  ],
  other: [
    ['하도경', '환자단체 연결', 'Visualization', 'ko', 'accept'],
    ['Helen Murray', 'Health Policy Review', 'Statistics', 'en'],
    ['방지연', '의료법 연구소', '', 'ko en', 'decline'],
  ],
};

const HANGUL = /[가-힣]/;
const parts = (text: string, by: RegExp): string[] => text.split(by).filter(Boolean);

/** Everyone who applies, backgrounds mixed as they come in. */
export function demoApplicants(): DemoApplicant[] {
  const queues = Object.entries(LINES) as [Background, Line[]][];
  const longest = Math.max(...queues.map(([, lines]) => lines.length));
  const people: DemoApplicant[] = [];
  for (let k = 0; k < longest; k++) {
    for (const [background, lines] of queues) {
      const line = lines[k];
      if (!line) continue;
      const [name, affiliation, skills, languages, decision] = line;
      people.push({
        email: `applicant${String(people.length + 1).padStart(2, '0')}@demo.local`,
        name,
        locale: HANGUL.test(name) ? 'ko' : 'en',
        background,
        affiliation,
        skills: parts(skills, /, /),
        languages: parts(languages, / /),
        decision: decision ?? null,
      });
    }
  }
  return people;
}
